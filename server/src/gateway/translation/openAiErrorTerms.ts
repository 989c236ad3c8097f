import type { JsonObject } from '../openai/isJsonObject';

/** An error in OpenAI's words. */
interface OpenAiErrorTerms {
  readonly type: unknown;
  readonly code: unknown;
}

const RATE_LIMIT = { type: 'requests', code: 'rate_limit_exceeded' };

/** What OpenAI says in place of a type of Anthropic's that it does not know. */
const TERMS: ReadonlyMap<unknown, OpenAiErrorTerms> = new Map([
  ['rate_limit_error', RATE_LIMIT],
  ['not_found_error', { type: 'invalid_request_error', code: 'not_found' }],
  ['request_too_large', { type: 'invalid_request_error', code: 'request_too_large' }],
  ['conflict_error', { type: 'invalid_request_error', code: 'conflict' }],
  ['timeout_error', { type: 'api_error', code: 'timeout' }],
]);

/** The type and code of an error of either protocol. Anthropic's errors have no code. */
export function openAiErrorTerms({ type, code }: JsonObject): OpenAiErrorTerms {
  return TERMS.get(type) ?? { type, code };
}
