import { useQuery } from '@apollo/client/react';
import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeyMonthQuery } from '../../graphql/apiKeys/graphql';
import { distinctColors } from '../../lib/idColor';
import { useFormat } from '../../lib/useFormat';
import { startOfDay } from '../../lib/zonedTime';
import { LoadingBlock } from '../../ui/LoadingBlock';
import { KEY_MONTH } from './apiKeyUsage.graphql';
import { dayPlace, daysInput, type RecentDays } from './recentDays';
import { useRecentDays } from './useRecentDays';

const SHOWN_DAYS = 30;
const HEIGHT = 64;
const STEP = 10;
/** Models that are named below the figure; the rest are counted. */
const MOST_NAMED = 5;

/** What a key used in thirty days, stacked by model, with the same in a sentence and the models that it used most. */
export function KeyMonth({ id, zone }: { id: string; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const month = useRecentDays(SHOWN_DAYS, zone);
  const input = { ...daysInput(month), groupBy: ['MODEL' as const], apiKeyIds: [id] };
  const { data, error } = useQuery(KEY_MONTH, { variables: { input }, fetchPolicy: 'cache-and-network' });
  const rows = data?.usage.rows;
  const { parts, dayTotals, colors } = useMemo(() => stacked(rows ?? [], month), [rows, month]);
  if (error && !data) return <Typography color="textSecondary">{t('keyDetail.usageFailed')}</Typography>;
  if (!data) return <LoadingBlock rows={1} rowHeight={HEIGHT} />;
  const total = data.usage.total.totalTokens;
  if (total === 0) return <Typography color="textSecondary">{t('keyDetail.unused')}</Typography>;

  const peak = Math.max(...dayTotals);
  const peakDay = startOfDay(month.zone, month.days[dayTotals.indexOf(peak)] ?? '');
  const scale = HEIGHT / peak;
  const models = byTokens(parts);
  const others = models.slice(MOST_NAMED);
  return (
    <Box component="figure" sx={{ m: 0 }}>
      <svg
        viewBox={`0 0 ${SHOWN_DAYS * STEP} ${HEIGHT}`}
        width="100%"
        height={HEIGHT}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        {parts.map(({ place, modelId, below, tokens }) => (
          <rect
            key={`${place} ${modelId}`}
            x={place * STEP}
            width={STEP - 2}
            y={HEIGHT - (below + tokens) * scale}
            height={tokens * scale}
            fill={colors.get(modelId)}
          />
        ))}
      </svg>
      <Typography component="figcaption" variant="body2" color="textSecondary">
        {t('keyDetail.usage', {
          total: format.compact(total),
          peak: format.compact(peak),
          day: format.date(peakDay, month.zone),
        })}
      </Typography>
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, mt: 0.5 }}>
        {models.slice(0, MOST_NAMED).map(({ modelId, modelName, tokens }) => (
          <Typography key={modelId} component="li" variant="body2" sx={{ overflowWrap: 'anywhere' }}>
            <Box
              component="span"
              aria-hidden
              sx={{ display: 'inline-block', width: 10, height: 10, mr: 1, bgcolor: colors.get(modelId) }}
            />
            {modelName} · {format.compact(tokens)}
          </Typography>
        ))}
        {others.length > 0 && (
          <Typography component="li" variant="body2" color="textSecondary">
            {t('keyDetail.otherModels', {
              count: others.length,
              tokens: format.compact(others.reduce((sum, { tokens }) => sum + tokens, 0)),
            })}
          </Typography>
        )}
      </Box>
    </Box>
  );
}

/** The models with the most tokens, the most first. */
function byTokens(parts: readonly StackedPart[]): readonly Omit<StackedPart, 'place' | 'below'>[] {
  const byModel = new Map<string, Omit<StackedPart, 'place' | 'below'>>();
  for (const { modelId, modelName, tokens } of parts) {
    const before = byModel.get(modelId)?.tokens ?? 0;
    byModel.set(modelId, { modelId, modelName, tokens: before + tokens });
  }
  return [...byModel.values()].sort((one, other) => other.tokens - one.tokens);
}

interface StackedPart {
  readonly place: number;
  readonly modelId: string;
  readonly modelName: string;
  /** What stands below it on the same day. */
  readonly below: number;
  readonly tokens: number;
}

function stacked(rows: KeyMonthQuery['usage']['rows'], month: RecentDays) {
  const dayTotals = new Array<number>(SHOWN_DAYS).fill(0);
  const parts: StackedPart[] = [];
  // The same model lies at the same height in the pile each day.
  const inOrder = [...rows].sort((one, other) => (one.model?.id ?? '').localeCompare(other.model?.id ?? ''));
  for (const { bucketStart, model, usage } of inOrder) {
    const place = dayPlace(month, bucketStart);
    const below = dayTotals[place];
    if (below === undefined) continue;
    parts.push({
      place,
      modelId: model?.id ?? '',
      modelName: model?.name ?? '',
      below,
      tokens: usage.totalTokens,
    });
    dayTotals[place] = below + usage.totalTokens;
  }
  return { parts, dayTotals, colors: distinctColors([...new Set(parts.map(({ modelId }) => modelId))]) };
}
