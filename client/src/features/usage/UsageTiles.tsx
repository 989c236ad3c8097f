import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { Tile } from './Tile';
import { type UsageChange, usageChange } from './usageChange';
import type { UsageNumbers } from './useUsage';

interface UsageTilesProps {
  readonly total: UsageNumbers;
  /** The totals of the period before; undefined while nothing is compared. */
  readonly before: UsageNumbers | undefined;
}

/** The sums of all that the page shows, in the order of the guide: input, output, total. */
export function UsageTiles({ total, before }: UsageTilesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const part = (key: 'cached' | 'reasoning' | 'estimated', value: number) =>
    value > 0 ? t(`usage.${key}`, { value: format.compact(value) }) : null;
  const change = (read: (usage: UsageNumbers) => number | null): UsageChange | null =>
    before === undefined ? null : usageChange(read(total), read(before));
  return (
    <Box
      component="section"
      aria-label={t('usage.totals')}
      sx={{
        display: 'grid',
        gap: 1.5,
        // Measured in letters: with larger text fewer stand side by side.
        gridTemplateColumns: {
          xs: 'repeat(2, minmax(0, 1fr))',
          sm: 'repeat(auto-fit, minmax(min(100%, 12rem), 1fr))',
        },
      }}
    >
      <Tile
        label={t('usage.input')}
        value={total.inputTokens}
        change={change(({ inputTokens }) => inputTokens)}
        note={part('cached', total.cachedInputTokens)}
      />
      <Tile
        label={t('usage.output')}
        value={total.outputTokens}
        change={change(({ outputTokens }) => outputTokens)}
        note={part('reasoning', total.reasoningTokens)}
      />
      <Tile
        label={t('usage.total')}
        value={total.totalTokens}
        unit={t('usage.tokensUnit')}
        change={change(({ totalTokens }) => totalTokens)}
        note={part('estimated', total.estimatedTokens)}
      />
      <Tile
        label={t('usage.requests')}
        value={total.requests}
        change={change(({ requests }) => requests)}
        note={null}
      />
      <Tile
        label={t('usage.cost')}
        value={total.cost}
        change={change(({ cost }) => (cost === null ? null : Number(cost)))}
        note={total.cost === null ? t('count.noPrice') : t('usage.currency')}
      />
    </Box>
  );
}
