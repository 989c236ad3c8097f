import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { LimitBar } from './LimitBar';
import { LimitLine } from './LimitLine';
import type { ApiKeyRow } from './useApiKeys';

interface KeyLimitsProps {
  readonly limits: ApiKeyRow['limits'];
  /** Short numbers, for lists. */
  readonly isCompact?: boolean;
}

/** What the key may use at most: a bar for each month's limit, a line for each minute's. */
export function KeyLimits({ limits, isCompact = false }: KeyLimitsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost, monthTokensUsed, monthCostUsed } =
    limits;
  const amount = isCompact ? format.compact : format.count;
  const usedOf = (used: string, limit: string) => t('keyDetail.usedOf', { used, limit });
  return (
    <Stack sx={{ gap: isCompact ? 0.75 : 1.5 }}>
      {monthlyTokens !== null && (
        <LimitBar
          label={t('keyForm.limit.monthlyTokens')}
          text={usedOf(amount(monthTokensUsed ?? 0), amount(monthlyTokens))}
          used={monthTokensUsed}
          limit={monthlyTokens}
        />
      )}
      {monthlyCost !== null && (
        <LimitBar
          label={t('keyForm.limit.monthlyCost')}
          text={usedOf(format.cost(monthCostUsed ?? '0'), format.cost(monthlyCost))}
          used={monthCostUsed}
          limit={monthlyCost}
        />
      )}
      {requestsPerMinute !== null && (
        <LimitLine label={t('keyForm.limit.requestsPerMinute')} value={amount(requestsPerMinute)} />
      )}
      {tokensPerMinute !== null && (
        <LimitLine label={t('keyForm.limit.tokensPerMinute')} value={amount(tokensPerMinute)} />
      )}
    </Stack>
  );
}

export function hasLimits({ limits }: Pick<ApiKeyRow, 'limits'>): boolean {
  const { requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost } = limits;
  return [requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost].some((limit) => limit !== null);
}
