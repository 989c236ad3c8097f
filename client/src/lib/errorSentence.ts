import type { ErrorCode } from '@keymeter/shared';
import type { TFunction } from 'i18next';
import type { Failure } from './failure';

/** One sentence for each refusal; a new code does not compile until it has one. */
const SENTENCES = {
  INVALID_INPUT: 'error.invalidInput',
  UNAUTHENTICATED: 'error.unauthenticated',
  FORBIDDEN: 'error.forbidden',
  NOT_FOUND: 'error.notFound',
  CONFLICT: 'error.conflict',
  RATE_LIMITED: 'error.rateLimited',
  PAID_PLAN_REQUIRED: 'error.paidPlanRequired',
  KEY_LIMIT_REACHED: 'error.keyLimitReached',
  MODEL_NOT_AVAILABLE: 'error.modelNotAvailable',
  IDEMPOTENT_REPLAY: 'error.idempotentReplay',
  QUERY_TOO_COMPLEX: 'error.queryTooComplex',
  UNAVAILABLE: 'error.unavailable',
  INTERNAL: 'error.internal',
} as const satisfies Record<ErrorCode, `error.${string}`>;

/** What a person reads about a failure, without the reference, which stands beside it. */
export function errorSentence(failure: Failure, t: TFunction): string {
  if (failure.kind === 'unreachable') return t('error.unreachable');
  if (failure.waitSeconds) return t('error.waitSeconds', { count: failure.waitSeconds });
  return t(SENTENCES[failure.code]);
}
