import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import { useTranslation } from 'react-i18next';
import type { Series } from './usageSeries';

interface ChartLegendProps {
  readonly series: readonly Series[];
  readonly hidden: readonly string[];
  readonly nameOf: (series: Series) => string;
  readonly colorOf: (id: string) => string;
  readonly onHide: (hidden: readonly string[]) => void;
}

/** Which colour is which; each entry switches its bars off and on. */
export function ChartLegend({ series, hidden, nameOf, colorOf, onHide }: ChartLegendProps) {
  const { t } = useTranslation();
  return (
    <Box
      role="group"
      aria-label={t('usage.chart.legend')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, mt: 1.5 }}
    >
      {series.map((entry) => {
        const { id } = entry;
        const isShown = !hidden.includes(id);
        const dot = (
          <Box
            component="span"
            style={
              isShown ? { backgroundColor: colorOf(id) } : { boxShadow: `inset 0 0 0 2px ${colorOf(id)}` }
            }
            sx={{ width: 10, height: 10, borderRadius: 0.5 }}
          />
        );
        return (
          <Chip
            key={id}
            size="small"
            variant="outlined"
            icon={dot}
            label={<bdi>{nameOf(entry)}</bdi>}
            aria-pressed={isShown}
            onClick={() => onHide(isShown ? [...hidden, id] : hidden.filter((other) => other !== id))}
            sx={{
              color: isShown ? 'text.primary' : 'text.secondary',
              '& .MuiChip-icon': { ml: 1, mr: -0.25 },
              minHeight: 26,
            }}
          />
        );
      })}
    </Box>
  );
}
