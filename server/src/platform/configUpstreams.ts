import path from 'node:path';
import type { ConfigMistake } from './configError';
import { placeName, type ReadFile, ROOT_FOLDER, schemaMistakes, unreadable } from './configFile';
import { headerSecret } from './configForms';
import { upstreamClashes } from './configUpstreamClashes';
import { type ParsedUpstream, upstreamsSchema } from './configUpstreamSchema';
import type { Secret } from './secret';

/** One address that answers model calls. Only operators name these. */
export type UpstreamConfig = Omit<ParsedUpstream, 'apiKey' | 'apiKeyFile'> & {
  /** Null when the upstream asks for none. */
  readonly apiKey: Secret | null;
};

/** One model of one upstream. Prices are US dollars for a million tokens, exact decimals; null when not given. */
export type ConfiguredModel = UpstreamConfig['models'][number];

/** The upstreams of the configuration file, their keys read from the files that hold them. */
export function readUpstreams(
  raw: unknown,
  readFile: ReadFile,
  mistakes: ConfigMistake[],
): readonly UpstreamConfig[] {
  mistakes.push(...upstreamClashes(raw));
  const parsed = upstreamsSchema.safeParse(raw);
  if (!parsed.success) {
    mistakes.push(...schemaMistakes(parsed.error, ['upstreams']));
    return [];
  }
  return parsed.data.map(({ apiKey, apiKeyFile, ...rest }, index) => {
    if (apiKeyFile === null) return { ...rest, apiKey };
    const place = placeName(['upstreams', index, 'apiKeyFile']);
    return {
      ...rest,
      apiKey: readApiKey(apiKeyFile, readFile, (message) => mistakes.push({ name: place, message })),
    };
  });
}

function readApiKey(file: string, readFile: ReadFile, refuse: (message: string) => void): Secret | null {
  try {
    const parsed = headerSecret(1).safeParse(readFile(path.resolve(ROOT_FOLDER, file)).trim());
    if (parsed.success) return parsed.data;
    refuse(`names a file whose content ${parsed.error.issues[0]?.message}`);
  } catch (error) {
    refuse(unreadable(error, 'a file that holds the key and nothing else'));
  }
  return null;
}
