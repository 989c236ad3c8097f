import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import type { UsageNumbers } from './useUsage';

interface UsageFactsProps {
  readonly usage: UsageNumbers;
  readonly whole: UsageNumbers;
}

/** The numbers of one card, exact to the token. */
export function UsageFacts({ usage, whole }: UsageFactsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts = [
    [t('usage.input'), format.count(usage.inputTokens)],
    [t('usage.output'), format.count(usage.outputTokens)],
    [t('usage.total'), format.count(usage.totalTokens)],
    [t('usage.cost'), usage.cost === null ? t('state.unknown') : format.cost(usage.cost)],
    [t('usage.share'), format.share(usage.totalTokens, whole.totalTokens)],
  ] as const;
  return (
    <Box
      component="dl"
      sx={{
        display: 'grid',
        gridTemplateColumns: '1fr auto',
        columnGap: 2,
        rowGap: 0.25,
        my: 1,
        fontSize: '0.875rem',
      }}
    >
      {facts.map(([name, value]) => (
        <Box key={name} sx={{ display: 'contents' }}>
          <Box component="dt" sx={{ color: 'text.secondary' }}>
            {name}
          </Box>
          <Box component="dd" sx={{ m: 0, textAlign: 'end', fontVariantNumeric: 'tabular-nums' }}>
            {value}
          </Box>
        </Box>
      ))}
    </Box>
  );
}
