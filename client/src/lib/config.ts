import { createContext, useContext } from 'react';

/** What the installation tells everyone, signed in or not. */
export interface AppConfig {
  readonly brandName: string;
  /** Where accounts without a paid plan ask for one; null when the operator gave none. */
  readonly contactUrl: string | null;
  /** Where they see the plans; null when the operator named no page. */
  readonly plansUrl: string | null;
  /** Whether there is an editor for GraphQL at /playground. */
  readonly hasPlayground: boolean;
  /** Where programs reach the gateway, without a slash at the end. */
  readonly publicUrl: string;
}

const LOAD_DEADLINE_MS = 5_000;

const ConfigContext = createContext<AppConfig | null>(null);
export const ConfigProvider = ConfigContext.Provider;

export function useConfig(): AppConfig {
  const config = useContext(ConfigContext);
  if (!config) throw new Error('useConfig needs a ConfigProvider above it.');
  return config;
}

/** The address that goes into an OpenAI client's base URL. */
export function gatewayBaseUrl(config: AppConfig): string {
  return `${config.publicUrl}/v1`;
}

/** Asks the server; when it does not answer in time, the page still works with what it knows by itself. */
export async function loadConfig(origin: string): Promise<AppConfig> {
  const fallback: AppConfig = {
    brandName: 'AI Marketplace',
    contactUrl: null,
    plansUrl: null,
    hasPlayground: true,
    publicUrl: origin,
  };
  try {
    const response = await fetch('/config.json', { signal: AbortSignal.timeout(LOAD_DEADLINE_MS) });
    return response.ok ? parseConfig(await response.json(), fallback) : fallback;
  } catch {
    return fallback;
  }
}

function parseConfig(body: unknown, fallback: AppConfig): AppConfig {
  const given: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {};
  const { brandName, contactUrl, plansUrl, hasPlayground, publicUrl } = given;
  return {
    brandName: typeof brandName === 'string' && brandName !== '' ? brandName : fallback.brandName,
    contactUrl: linkTarget(contactUrl, /^(https?:|mailto:)/i),
    plansUrl: linkTarget(plansUrl, /^https?:/i),
    hasPlayground: hasPlayground !== false,
    publicUrl: (typeof publicUrl === 'string' ? publicUrl : fallback.publicUrl).replace(/\/+$/, ''),
  };
}

/** A link may open a page or, where that is allowed, a mail; it never runs a script. */
function linkTarget(url: unknown, allowed: RegExp): string | null {
  return typeof url === 'string' && allowed.test(url) ? url : null;
}

/** Which build of the dashboard the server has now; null when it does not say. */
export async function servedBuild(): Promise<string | null> {
  try {
    const response = await fetch('/config.json', { signal: AbortSignal.timeout(LOAD_DEADLINE_MS) });
    const body: unknown = response.ok ? await response.json() : null;
    const isTold = typeof body === 'object' && body !== null && 'build' in body;
    return isTold && typeof body.build === 'string' ? body.build : null;
  } catch {
    return null;
  }
}
