import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { LimitBar } from './LimitBar';
import { shareOf } from './shareOf';
import type { ApiKeyRow } from './useApiKeys';

/** Of a key's limits of the month the one that it reaches first, for lists; nothing for a key without. */
export function NearestLimit({ limits }: Pick<ApiKeyRow, 'limits'>) {
  const { t } = useTranslation();
  const format = useFormat();
  const { monthlyTokens, monthTokensUsed, monthlyCost, monthCostUsed } = limits;
  const tokensShare = shareOf(monthTokensUsed, monthlyTokens);
  const costShare = shareOf(monthCostUsed, monthlyCost);

  function bar() {
    if (monthlyCost !== null && (monthlyTokens === null || costShare > tokensShare)) {
      const amounts = { used: format.cost(monthCostUsed ?? '0'), limit: format.cost(monthlyCost) };
      return { share: costShare, label: t('keyForm.limit.monthlyCost'), text: t('keys.usedCost', amounts) };
    }
    if (monthlyTokens === null) return null;
    const amounts = { used: format.compact(monthTokensUsed ?? 0), limit: format.compact(monthlyTokens) };
    return {
      share: tokensShare,
      label: t('keyForm.limit.monthlyTokens'),
      text: t('keys.usedTokens', amounts),
    };
  }

  const nearest = bar();
  if (nearest === null) return null;
  return (
    <Box sx={{ mt: 0.75, maxWidth: 180, fontSize: '0.8125rem', color: 'text.secondary' }}>
      {nearest.text}
      <LimitBar {...nearest} />
    </Box>
  );
}
