import { hostname } from 'node:os';
import path from 'node:path';
import { ConfigError, type ConfigMistake, wrong } from './configError';
import { type Environment, type ReadFile, ROOT_FOLDER, readConfigFile, schemaMistakes } from './configFile';
import { publicUrlOf } from './configPublicUrl';
import { type Settings, settingsSchema } from './configSettings';
import { type SettingText, settingTexts, unknownKeys } from './configSources';
import { readUpstreams, type UpstreamConfig } from './configUpstreams';
import type { Secret } from './secret';

/** Everything that an operator decides. Read once, frozen, handed on in slices. */
export interface Config {
  /** 0 lets the system choose a free one. */
  readonly port: number;
  /** The address to listen on. */
  readonly host: string;
  /** Proxies in front of this process whose word about a client's address is taken: addresses or CIDR ranges. */
  readonly trustedProxies: readonly string[];
  /** Where members reach the dashboard: scheme, host and port, without a slash at the end. */
  readonly publicUrl: string;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: Secret | null;
  /** A replica for questions about usage; null reads them from the database itself. */
  readonly readDatabaseUrl: Secret | null;
  /** An absolute path: the embedded database and the secrets made for it. */
  readonly dataDir: string;
  readonly role: Settings['ROLE'];
  readonly logLevel: Settings['LOG_LEVEL'];
  /** The brand part of every key: `aim` makes `aim_sk_…`. */
  readonly keyPrefix: string;
  /** The first makes new hashes, all are accepted. Empty only with the embedded database: they are made then. */
  readonly keyPeppers: readonly Secret[];
  /** Null only with the embedded database: it is made then. */
  readonly sessionSecret: Secret | null;
  readonly brandName: string;
  readonly contactUrl: string | null;
  readonly plansUrl: string | null;
  readonly operatorEmail: string | null;
  readonly operatorPassword: Secret | null;
  readonly openAiApiKey: Secret | null;
  readonly anthropicApiKey: Secret | null;
  /** Where GitHub's keys are, with which it signs alerts of leaked secrets. */
  readonly githubKeysUrl: string;
  readonly maxKeysPerAccount: number;
  /** How many days the ledger keeps single calls; their sums stay for good. */
  readonly usageRetentionDays: number;
  /** Every key has to expire within so many days; null: keys may live for ever. */
  readonly keyMaxLifetimeDays: number | null;
  readonly gatewayLimits: GatewayLimits;
  /** Null: metrics are open to whoever reaches the port. */
  readonly metricsToken: Secret | null;
  readonly isDemo: boolean;
  /** Whether the dashboard offers an editor for GraphQL at /playground. */
  readonly hasPlayground: boolean;
  readonly shutdownTimeoutMs: number;
  /** How this process calls itself towards the others; unique among them. */
  readonly nodeName: string;
  readonly upstreams: readonly UpstreamConfig[];
}

/** What one node takes on of programs that call models. */
export interface GatewayLimits {
  /** Requests under way at the same time, from their headers to the last byte of their answer. */
  readonly maxRequests: number;
  /** Of one key among them. */
  readonly maxPerKey: number;
  /** Of one network address among them, while their bodies are not complete. */
  readonly maxUploadsPerAddress: number;
  /** One body. */
  readonly maxBodyBytes: number;
  /** All bodies under way together. */
  readonly maxBodyBytesInAll: number;
  /** How long a client may take nothing of its answer before it is cut off. */
  readonly idleWriteMs: number;
}

/**
 * Reads the configuration: environment over file over defaults.
 *
 * @throws ConfigError with every mistake there is, before anything has started.
 */
export function readConfig(env: Environment, readFile: ReadFile, machineName: string = hostname()): Config {
  const mistakes: ConfigMistake[] = [];
  const file = readConfigFile(env, readFile, mistakes);
  mistakes.push(...unknownKeys(file));
  const texts = settingTexts({ env, file, readFile }, mistakes);
  mistakes.push(...missingSecrets(texts));
  const settings = parseSettings(texts, mistakes);
  if (settings) mistakes.push(...bodiesWithoutRoom(settings));
  const upstreams = readUpstreams(file.upstreams, readFile, mistakes);
  if (mistakes.length > 0 || settings === null) throw new ConfigError(mistakes);
  return deepFrozen(configOf(settings, upstreams, machineName));
}

type Texts = ReadonlyMap<string, SettingText>;

function parseSettings(texts: Texts, mistakes: ConfigMistake[]): Settings | null {
  const raw = Object.fromEntries([...texts].map(([name, { text }]) => [name, text]));
  const parsed = settingsSchema.safeParse(raw);
  if (parsed.success) return parsed.data;
  for (const { name, message } of schemaMistakes(parsed.error)) {
    mistakes.push({ name: texts.get(name)?.origin ?? name, message });
  }
  return null;
}

/** Several processes share one database: secrets made by one of them would not be known to the others. */
function missingSecrets(texts: Texts): ConfigMistake[] {
  if (!texts.get('DATABASE_URL')?.isGiven) return [];
  return ['KEY_PEPPER', 'SESSION_SECRET']
    .filter((name) => !texts.get(name)?.isGiven)
    .map((name) => ({
      name,
      message: wrong(
        'is missing, and DATABASE_URL needs it',
        '32 characters at least, such as openssl rand -hex 32',
      ),
    }));
}

/** One address may hold a quarter of the room for bodies: a larger one would be refused for ever as too many. */
function bodiesWithoutRoom({ MAX_BODY_MIB, MAX_BODIES_MIB }: Settings): ConfigMistake[] {
  if (MAX_BODIES_MIB >= 4 * MAX_BODY_MIB) return [];
  const allowed = `four times MAX_BODY_MIB at least, ${4 * MAX_BODY_MIB}`;
  return [{ name: 'MAX_BODIES_MIB', message: wrong('leaves no room for the largest body', allowed) }];
}

function configOf(settings: Settings, upstreams: readonly UpstreamConfig[], machineName: string): Config {
  return {
    port: settings.PORT,
    host: settings.HOST,
    trustedProxies: settings.TRUSTED_PROXIES ?? [],
    publicUrl: settings.PUBLIC_URL ?? publicUrlOf(settings.HOST, settings.PORT),
    databaseUrl: settings.DATABASE_URL,
    readDatabaseUrl: settings.READ_DATABASE_URL,
    dataDir: path.resolve(ROOT_FOLDER, settings.DATA_DIR),
    role: settings.ROLE,
    logLevel: settings.LOG_LEVEL,
    keyPrefix: settings.KEY_PREFIX,
    keyPeppers: settings.KEY_PEPPER ?? [],
    sessionSecret: settings.SESSION_SECRET,
    brandName: settings.BRAND_NAME,
    contactUrl: settings.CONTACT_URL,
    plansUrl: settings.PLANS_URL,
    operatorEmail: settings.OPERATOR_EMAIL,
    operatorPassword: settings.OPERATOR_PASSWORD,
    openAiApiKey: settings.OPENAI_API_KEY,
    anthropicApiKey: settings.ANTHROPIC_API_KEY,
    githubKeysUrl: settings.GITHUB_SECRET_SCANNING_KEYS_URL,
    maxKeysPerAccount: settings.MAX_KEYS_PER_ACCOUNT,
    usageRetentionDays: settings.USAGE_RETENTION_DAYS,
    keyMaxLifetimeDays: settings.KEY_MAX_LIFETIME_DAYS,
    gatewayLimits: {
      maxRequests: settings.MAX_STREAMS_PER_NODE,
      maxPerKey: settings.MAX_STREAMS_PER_KEY,
      maxUploadsPerAddress: settings.MAX_UPLOADS_PER_ADDRESS,
      maxBodyBytes: settings.MAX_BODY_MIB * MIB,
      maxBodyBytesInAll: settings.MAX_BODIES_MIB * MIB,
      idleWriteMs: settings.CLIENT_STALL_SECONDS * 1000,
    },
    metricsToken: settings.METRICS_TOKEN,
    hasPlayground: settings.PLAYGROUND,
    isDemo: settings.DEMO ?? settings.DATABASE_URL === null,
    shutdownTimeoutMs: settings.SHUTDOWN_TIMEOUT_SECONDS * 1000,
    nodeName: settings.NODE_NAME ?? `${machineName}:${settings.PORT}`,
    upstreams,
  };
}

const MIB = 1_048_576;

/** Freezes plain objects and lists at every depth. Secrets hold nothing that could be changed. */
function deepFrozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(deepFrozen);
  return Object.freeze(value);
}
