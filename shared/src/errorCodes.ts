/**
 * Why a request was refused: the closed list of GraphQL's `extensions.code`.
 * The screens turn each into a sentence, the edges into a status; a new code has to be added in both.
 */
export const ERROR_CODES = [
  'INVALID_INPUT',
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'CONFLICT',
  'RATE_LIMITED',
  'PAID_PLAN_REQUIRED',
  'KEY_LIMIT_REACHED',
  'MODEL_NOT_AVAILABLE',
  'IDEMPOTENT_REPLAY',
  'QUERY_TOO_COMPLEX',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
