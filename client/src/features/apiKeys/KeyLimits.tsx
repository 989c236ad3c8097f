import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { LimitBar } from './LimitBar';
import { LimitLine } from './LimitLine';
import { shareOf } from './shareOf';
import type { ApiKeyRow } from './useApiKeys';

/** What the key may use at most: a bar for each month's limit, a line for each minute's. */
export function KeyLimits({ limits }: Pick<ApiKeyRow, 'limits'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost, monthTokensUsed, monthCostUsed } =
    limits;
  const usedOf = (used: string, limit: string) => t('keyDetail.usedOf', { used, limit });
  return (
    <Stack sx={{ gap: 1.5 }}>
      {monthlyTokens !== null && (
        <MonthLimit
          label={t('keyForm.limit.monthlyTokens')}
          text={usedOf(format.count(monthTokensUsed ?? 0), format.count(monthlyTokens))}
          share={shareOf(monthTokensUsed, monthlyTokens)}
        />
      )}
      {monthlyCost !== null && (
        <MonthLimit
          label={t('keyForm.limit.monthlyCost')}
          text={usedOf(format.cost(monthCostUsed ?? '0'), format.cost(monthlyCost))}
          share={shareOf(monthCostUsed, monthlyCost)}
        />
      )}
      {requestsPerMinute !== null && (
        <LimitLine label={t('keyForm.limit.requestsPerMinute')} value={format.count(requestsPerMinute)} />
      )}
      {tokensPerMinute !== null && (
        <LimitLine label={t('keyForm.limit.tokensPerMinute')} value={format.count(tokensPerMinute)} />
      )}
    </Stack>
  );
}

function MonthLimit({ label, text, share }: { label: string; text: string; share: number }) {
  return (
    <Box>
      <LimitLine label={label} value={text} />
      <LimitBar label={label} text={text} share={share} />
    </Box>
  );
}

export function hasLimits({ limits }: Pick<ApiKeyRow, 'limits'>): boolean {
  const { requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost } = limits;
  return [requestsPerMinute, tokensPerMinute, monthlyTokens, monthlyCost].some((limit) => limit !== null);
}
