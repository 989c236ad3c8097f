import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { wrong } from './configError';
import {
  addressRanges,
  headerSecret,
  isPlainWebUrl,
  oneOf,
  onOrOff,
  secret,
  secretList,
  text,
  url,
  wholeNumber,
} from './configForms';
import { Secret } from './secret';

const ROLES = ['all', 'gateway', 'console'] as const;
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;
const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/** Every setting by the name of its environment variable, parsed from text. Null: not set. */
export const settingsSchema = z.object({
  PORT: wholeNumber(0, 65_535),
  HOST: z.string().refine(isHost, wrong('has the wrong form', 'a host name or an IP address')),
  TRUSTED_PROXIES: addressRanges().nullable(),
  PUBLIC_URL: url(isOrigin, 'an http or https address without path, credentials or query')
    .transform((value) => new URL(value).origin)
    .nullable(),
  DATABASE_URL: url(isPostgresUrl, 'an address that begins with postgres:// or postgresql://')
    .transform((value) => new Secret(value))
    .nullable(),
  READ_DATABASE_URL: url(isPostgresUrl, 'an address that begins with postgres:// or postgresql://')
    .transform((value) => new Secret(value))
    .nullable(),
  DATA_DIR: text(/^[^\p{Cc}]{1,1000}$/u, 'the path of a folder'),
  ROLE: oneOf(ROLES),
  LOG_LEVEL: oneOf(LOG_LEVELS),
  KEY_PREFIX: text(/^[a-z0-9]{2,12}$/, '2 to 12 lower-case letters or digits'),
  KEY_PEPPER: secretList(32, 1000).nullable(),
  SESSION_SECRET: secret(32, 1000).nullable(),
  BRAND_NAME: text(/^[^\p{Cc}]{1,60}$/u, '1 to 60 characters'),
  CONTACT_URL: url(isContact, 'an https, http or mailto address').nullable(),
  PLANS_URL: url(isWebPage, 'an https or http address').nullable(),
  OPERATOR_EMAIL: z.email(wrong('has the wrong form', 'an e-mail address')).max(254).nullable(),
  OPERATOR_PASSWORD: secret(8, 128).nullable(),
  OPENAI_API_KEY: headerSecret(1).nullable(),
  ANTHROPIC_API_KEY: headerSecret(1).nullable(),
  GITHUB_SECRET_SCANNING_KEYS_URL: url(isKeyList, 'an https address, or an http address of this machine'),
  MAX_KEYS_PER_ACCOUNT: wholeNumber(1, 10_000),
  /** Who would notice if a key stopped is counted over the last seven days. */
  USAGE_RETENTION_DAYS: wholeNumber(8, 36_500),
  KEY_MAX_LIFETIME_DAYS: wholeNumber(1, 36_500).nullable(),
  MAX_STREAMS_PER_NODE: wholeNumber(1, 100_000),
  MAX_STREAMS_PER_KEY: wholeNumber(1, 100_000),
  MAX_UPLOADS_PER_ADDRESS: wholeNumber(1, 100_000),
  MAX_BODY_MIB: wholeNumber(1, 1_000),
  MAX_BODIES_MIB: wholeNumber(1, 100_000),
  CLIENT_STALL_SECONDS: wholeNumber(1, 3_600),
  METRICS_TOKEN: headerSecret(16).nullable(),
  DEMO: onOrOff().nullable(),
  PLAYGROUND: onOrOff(),
  SHUTDOWN_TIMEOUT_SECONDS: wholeNumber(1, 3600),
  NODE_NAME: text(/^[A-Za-z0-9._:-]{1,100}$/, '1 to 100 letters, digits or . _ : -').nullable(),
});

export type Settings = z.output<typeof settingsSchema>;
export type SettingName = keyof Settings;

export const SETTING_NAMES: readonly SettingName[] = settingsSchema.keyof().options;

/** What holds when neither the environment nor the file says anything. A setting left out here is then not set. */
export const SETTING_DEFAULTS: Partial<Record<SettingName, string>> = {
  PORT: '4000',
  HOST: '127.0.0.1',
  DATA_DIR: '.data',
  ROLE: 'all',
  LOG_LEVEL: 'info',
  KEY_PREFIX: 'aim',
  BRAND_NAME: 'AI Marketplace',
  GITHUB_SECRET_SCANNING_KEYS_URL: 'https://api.github.com/meta/public_keys/secret_scanning',
  MAX_KEYS_PER_ACCOUNT: '50',
  USAGE_RETENTION_DAYS: '400',
  PLAYGROUND: 'on',
  SHUTDOWN_TIMEOUT_SECONDS: '30',
  MAX_STREAMS_PER_NODE: '2048',
  MAX_STREAMS_PER_KEY: '1024',
  MAX_UPLOADS_PER_ADDRESS: '256',
  MAX_BODY_MIB: '20',
  MAX_BODIES_MIB: '256',
  CLIENT_STALL_SECONDS: '60',
};

/** Settings that may also be given as the path of a file that holds them, under their name and `_FILE`. */
export const SECRET_SETTINGS: ReadonlySet<SettingName> = new Set<SettingName>([
  'DATABASE_URL',
  'READ_DATABASE_URL',
  'KEY_PEPPER',
  'SESSION_SECRET',
  'OPERATOR_PASSWORD',
  'OPENAI_API_KEY',
  'ANTHROPIC_API_KEY',
  'METRICS_TOKEN',
]);

/** `256.1.1.1` has the letters of an address and is none. */
function isHost(host: string): boolean {
  if (!/^[A-Za-z0-9._:-]{1,253}$/.test(host)) return false;
  return host.includes(':') ? isIPv6(host) : URL.canParse(`http://${host}`);
}

function isOrigin(parsed: URL): boolean {
  return isPlainWebUrl(parsed) && /^\/*$/.test(parsed.pathname);
}

/** Whoever could change it on the way could sign alerts that disable keys. */
function isKeyList(parsed: URL): boolean {
  return isPlainWebUrl(parsed) && (parsed.protocol === 'https:' || LOOPBACK.test(parsed.hostname));
}

function isPostgresUrl({ protocol }: URL): boolean {
  return protocol === 'postgres:' || protocol === 'postgresql:';
}

function isContact(parsed: URL): boolean {
  return parsed.protocol === 'mailto:' ? parsed.pathname.includes('@') : isWebPage(parsed);
}

function isWebPage({ protocol, host }: URL): boolean {
  return ['https:', 'http:'].includes(protocol) && host !== '';
}
