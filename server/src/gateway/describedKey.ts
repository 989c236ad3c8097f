import type { ApiKeyService, ApiKeyView } from '../apiKeys/apiKey.service';
import { DomainError } from '../platform/domainError';
import { isDatabaseAway } from '../platform/isDatabaseAway';
import type { UsageService } from '../usage/usage.service';
import { NO_USAGE } from '../usage/usageReport';
import type { DescribedKey, DescribedKeyAnswer } from './describeKey';
import { KEY_STATUS_REFUSALS } from './keyStatusRefusals';

export interface DescribedKeyParts {
  readonly apiKeys: ApiKeyService;
  readonly usage: UsageService;
  readonly now: () => Date;
}

const DAY_MS = 86_400_000;
/** Longer than any month, so that all of this one is asked for. */
const DAYS_BACK = 32;

/**
 * What the key of this secret may know of itself, or why it is refused. Nothing is opened or metered.
 *
 * @throws DomainError UNAVAILABLE when the database cannot be asked.
 */
export async function findDescribedKey(
  parts: DescribedKeyParts,
  secret: string,
): Promise<DescribedKeyAnswer> {
  try {
    const key = await parts.apiKeys.findBySecret(secret);
    const refusal = key ? KEY_STATUS_REFUSALS[key.status] : 'INVALID_API_KEY';
    if (!key || refusal) return { ok: false, refusal: refusal ?? 'INVALID_API_KEY' };
    return { ok: true, key: await describe(parts, key) };
  } catch (error) {
    if (!isDatabaseAway(error)) throw error;
    throw new DomainError('UNAVAILABLE', 'The service is not available right now.', {}, { cause: error });
  }
}

async function describe(parts: DescribedKeyParts, key: ApiKeyView): Promise<DescribedKey> {
  const { limits } = key;
  return {
    id: key.id,
    name: key.name,
    label: key.maskedKey,
    status: key.status === 'LIMIT_REACHED' ? 'LIMIT_REACHED' : 'ACTIVE',
    created_at: key.createdAt.toISOString(),
    expires_at: key.expiresAt?.toISOString() ?? null,
    all_models: key.allModels,
    models: (await parts.apiKeys.callableModels(key)).map(({ id }) => id),
    limits: {
      requests_per_minute: limits.requestsPerMinute,
      tokens_per_minute: limits.tokensPerMinute,
      monthly_tokens: limits.monthlyTokens,
      monthly_cost: limits.monthlyCost,
    },
    usage_monthly: await usageOfMonth(parts, key),
  };
}

async function usageOfMonth(
  { usage, now }: DescribedKeyParts,
  { id, accountId }: ApiKeyView,
): Promise<DescribedKey['usage_monthly']> {
  const today = now().getTime();
  const report = await usage.report(
    { kind: 'operator', accountId },
    {
      from: new Date(today - DAYS_BACK * DAY_MS),
      to: new Date(today + DAY_MS),
      granularity: 'MONTH',
      groupBy: [],
      apiKeyIds: [id],
    },
  );
  const month = monthOf(report.dataUpTo, report.timeZone);
  const row = report.rows.find(
    ({ bucketStart }) => bucketStart && monthOf(bucketStart, report.timeZone) === month,
  );
  const sums = row?.usage ?? NO_USAGE;
  return {
    month,
    time_zone: report.timeZone,
    requests: sums.requests,
    input_tokens: sums.inputTokens,
    output_tokens: sums.outputTokens,
    total_tokens: sums.totalTokens,
    cost: sums.cost,
  };
}

/** Such as `2025-11`, in that zone. */
function monthOf(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('en', { timeZone, year: 'numeric', month: '2-digit' }).formatToParts(
    at,
  );
  const part = (type: 'year' | 'month') => parts.find((each) => each.type === type)?.value ?? '';
  return `${part('year')}-${part('month')}`;
}
