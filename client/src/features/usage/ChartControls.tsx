import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { DIMENSIONS, METRICS, type Metric, type UsageQuestion } from './usageQuestion';

interface ChartControlsProps {
  readonly question: UsageQuestion;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
}

/** What the bars measure, and what they are split by. */
export function ChartControls({ question, onAsk }: ChartControlsProps) {
  const { t } = useTranslation();
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        gap: 1.5,
        alignItems: 'center',
        justifyContent: 'space-between',
        mb: 1,
      }}
    >
      <ToggleButtonGroup
        exclusive
        size="small"
        aria-label={t('usage.chart.show')}
        value={question.metric}
        onChange={(_event, metric: Metric | null) => metric && onAsk({ metric })}
      >
        {METRICS.map((metric) => (
          <ToggleButton key={metric} value={metric} sx={{ textTransform: 'none', px: 1.5 }}>
            {t(`usage.chart.${metric}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        select
        label={t('usage.chart.groupBy')}
        value={question.by}
        onChange={({ target }) => {
          const by = DIMENSIONS.find((dimension) => dimension === target.value);
          // Hidden series are of the other kind now.
          if (by) onAsk({ by, hidden: [] });
        }}
        sx={{ minWidth: 140 }}
      >
        {DIMENSIONS.map((dimension) => (
          <MenuItem key={dimension} value={dimension}>
            {t(`usage.chart.${dimension}`)}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}
