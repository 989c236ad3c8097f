import { openAiErrorTerms } from '../translation/openAiErrorTerms';
import { isJsonObject, type JsonObject } from './isJsonObject';
import type { ErrorAnswer } from './openAiErrorBody';

const MAX_TEXT_LENGTH = 2_000;
/** These speak of the gateway's own account with the upstream. A client could only misread them as its own. */
const ABOUT_OUR_ACCOUNT = new Set([401, 402, 403, 407]);
const ABOUT_OUR_QUOTA = new Set<unknown>([
  'insufficient_quota',
  'billing_hard_limit_reached',
  'billing_not_active',
  'billing_error',
]);
/** Anthropic says it in a 400 that looks like any other. */
const OUR_CREDIT_IS_GONE = /^your credit balance is too low/i;
/** Keys, ids of accounts, projects, people and requests as OpenAI writes them, and addresses of web and mail. */
const ACCOUNT_DETAILS = new RegExp(
  [
    String.raw`\bsk-[\w*-]{4,}`,
    // Long, or with a digit in it: `user_location` is the name of a parameter.
    String.raw`\b(?:org|proj|user|acct|req|wrkspc)[-_](?:[A-Za-z0-9]{16,}|(?=[A-Za-z]*\d)[A-Za-z0-9]{6,})`,
    // Anthropic's organizations.
    String.raw`\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b`,
    String.raw`\b(?:https?:\/\/|www\.)\S+`,
    String.raw`\b[\w.+-]+@[\w-]+\.[\w.-]+`,
  ].join('|'),
  'gi',
);

/**
 * A 4xx of the upstream as the client may see it: its status, message, type, param and code, without the ids, addresses
 * and keys of the account that the gateway has there. Null when it is that account which was refused: that is the
 * operator's trouble and not the client's.
 *
 * @param withoutKey takes out the very key that the upstream was asked with, whatever its form.
 */
export function upstreamRefusal(
  status: number,
  retryAfter: string | string[] | undefined,
  body: string,
  withoutKey: (text: string) => string = (text) => text,
): ErrorAnswer | null {
  if (status < 400 || status > 499 || ABOUT_OUR_ACCOUNT.has(status)) return null;
  const error = readError(body);
  if (ABOUT_OUR_QUOTA.has(error.code) || ABOUT_OUR_QUOTA.has(error.type)) return null;
  if (typeof error.message === 'string' && OUR_CREDIT_IS_GONE.test(error.message)) return null;
  const terms = openAiErrorTerms(error);
  const read = (value: unknown) => readText(value, withoutKey);
  const code = read(terms.code);
  const message = read(error.message) ?? `The provider of the model refused the request (${status}).`;
  const type = read(terms.type) ?? 'invalid_request_error';
  const seconds = typeof retryAfter === 'string' && /^\d{1,5}$/.test(retryAfter) ? retryAfter : null;
  return {
    status,
    headers: seconds === null ? {} : { 'retry-after': seconds },
    body: { error: { message, type, param: read(error.param), code } },
  };
}

/** OpenAI and Anthropic put the error under `error`, vLLM's older versions put it at the top. */
function readError(body: string): JsonObject {
  try {
    const parsed: unknown = JSON.parse(body);
    if (!isJsonObject(parsed)) return {};
    return isJsonObject(parsed.error) ? parsed.error : parsed;
  } catch {
    return {};
  }
}

function readText(value: unknown, withoutKey: (text: string) => string): string | null {
  if (typeof value !== 'string' || value === '') return null;
  return withoutKey(value).slice(0, MAX_TEXT_LENGTH).replace(ACCOUNT_DETAILS, '***');
}
