import { z } from 'zod';
import { wrong } from './configError';
import { closedMapping } from './configFile';
import { headerSecret, isPlainWebUrl, oneOf, text, url } from './configForms';
import { isForbiddenAddress } from './forbiddenAddress';

const UPSTREAM_KINDS = ['openai', 'anthropic'] as const;
const MODEL_KINDS = ['CHAT', 'EMBEDDING', 'COMPLETION', 'RERANK', 'IMAGE', 'AUDIO'] as const;
const MODEL_ID = /^(?=.{1,200}$)[a-z0-9][a-z0-9._:-]*(\/[a-z0-9][a-z0-9._:-]*)+$/;
const PRICE = 'a decimal in quotes with at most 9 digits and 12 decimals, such as "0.60"';

/** How long an upstream may take before a call is given up, where the file says nothing else. */
export const DEFAULT_UPSTREAM_TIMEOUTS = {
  connectMs: 5_000,
  /** From the request to the first byte of the answer. */
  firstByteMs: 300_000,
  /** The longest pause between two pieces of an answer. */
  silenceMs: 120_000,
  /** The whole call. */
  totalMs: 1_800_000,
} as const;

/** When an upstream counts as broken, where the file says nothing else. */
export const DEFAULT_UPSTREAM_BREAKER = {
  /** So many calls after each other without an answer. */
  failures: 5,
  /** How long it is then left alone, before one call tries it again. */
  restMs: 10_000,
} as const;

/** Names under which clouds serve the credentials of a machine. Other names are looked at when they are connected to. */
const METADATA_HOST = /^(metadata|metadata\.goog|metadata\.google\.internal|instance-data(\..*)?)\.?$/;
const UPSTREAM_URL =
  'an http or https address without credentials and query, neither link-local, multicast nor of cloud metadata';

const modelSchema = closedMapping({
  id: text(MODEL_ID, 'provider/name of lower-case letters, digits and . _ - :, at most 200 characters'),
  upstreamModel: text(/^[^\p{Cc}]{1,200}$/u, '1 to 200 characters'),
  name: orNull(text(/^[^\p{Cc}]{1,100}$/u, '1 to 100 characters')),
  kind: orElse(oneOf(MODEL_KINDS), 'CHAT'),
  contextTokens: orNull(whole(1, 100_000_000)),
  maxOutputTokens: orNull(whole(1, 100_000_000)),
  inputPrice: orNull(price()),
  outputPrice: orNull(price()),
  cachedInputPrice: orNull(price()),
});

const upstreamSchema = closedMapping({
  name: text(/^[a-z0-9][a-z0-9._-]{0,63}$/, '1 to 64 lower-case letters, digits or . _ -'),
  kind: oneOf(UPSTREAM_KINDS),
  baseUrl: url(isUpstreamUrl, UPSTREAM_URL).transform(withoutSlash),
  apiKey: orNull(headerSecret(1)),
  apiKeyFile: orNull(text(/^[^\p{Cc}]{1,1000}$/u, 'the path of a file')),
  timeouts: orElse(
    closedMapping({
      connectMs: orElse(whole(100, 60_000), DEFAULT_UPSTREAM_TIMEOUTS.connectMs),
      firstByteMs: orElse(whole(1_000, 3_600_000), DEFAULT_UPSTREAM_TIMEOUTS.firstByteMs),
      silenceMs: orElse(whole(1_000, 3_600_000), DEFAULT_UPSTREAM_TIMEOUTS.silenceMs),
      totalMs: orElse(whole(1_000, 14_400_000), DEFAULT_UPSTREAM_TIMEOUTS.totalMs),
    }),
    DEFAULT_UPSTREAM_TIMEOUTS,
  ),
  weight: orElse(whole(1, 1_000), 1),
  breaker: orElse(
    closedMapping({
      failures: orElse(whole(1, 1_000), DEFAULT_UPSTREAM_BREAKER.failures),
      restMs: orElse(whole(100, 600_000), DEFAULT_UPSTREAM_BREAKER.restMs),
    }),
    DEFAULT_UPSTREAM_BREAKER,
  ),
  models: list(modelSchema, 2_000),
});

/** The `upstreams` of the configuration file; none when it has no such list. */
export const upstreamsSchema = orElse(list(upstreamSchema, 200), []);

export type ParsedUpstream = z.output<typeof upstreamSchema>;

function isUpstreamUrl(parsed: URL): boolean {
  const { hostname } = parsed;
  return isPlainWebUrl(parsed) && !isForbiddenAddress(hostname) && !METADATA_HOST.test(hostname);
}

function price() {
  const notText = (issue: { input?: unknown }) =>
    typeof issue.input === 'number'
      ? wrong('is a YAML number, which may lose digits: quote it', PRICE)
      : wrong('is not a decimal in quotes', PRICE);
  return z
    .string({ error: notText })
    .regex(/^\d{1,9}(\.\d{1,12})?$/, wrong('is negative or has the wrong form', PRICE));
}

function whole(min: number, max: number) {
  const problem = wrong('is not such a number', `a whole number from ${min} to ${max}`);
  return z.number(problem).int(problem).min(min, problem).max(max, problem);
}

function list<T extends z.ZodType>(entry: T, most: number) {
  const allowed = `a list of at most ${most}`;
  return z.array(entry, wrong('is not a list', allowed)).max(most, wrong('is too long', allowed));
}

function orNull<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? null);
}

function orElse<T extends z.ZodType>(schema: T, otherwise: z.output<T>) {
  return schema.nullish().transform((value) => value ?? otherwise);
}

function withoutSlash(address: string): string {
  return address.replace(/[/?#]+$/, '');
}
