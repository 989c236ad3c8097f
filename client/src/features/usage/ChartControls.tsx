import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { CHART_KINDS, DIMENSIONS, type Dimension, METRICS, type UsageQuestion } from './usageQuestion';

interface ChartControlsProps {
  readonly question: UsageQuestion;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
}

/** What the chart measures, what it is split by, and its form. */
export function ChartControls({ question, onAsk }: ChartControlsProps) {
  const { t } = useTranslation();
  const { metric, by, thenBy, chart } = question;
  // Hidden series are of another kind once the split changes.
  const split = (change: Pick<UsageQuestion, 'by' | 'thenBy'>) => onAsk({ ...change, hidden: [] });
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center', mb: 1 }}>
      <Choice
        label={t('usage.chart.show')}
        options={METRICS.map((option) => ({ value: option, text: t(`usage.chart.${option}`) }))}
        value={metric}
        onChange={(next) => onAsk({ metric: next })}
      />
      <Box sx={{ flex: 1 }} />
      <DimensionSelect
        label={t('usage.chart.groupBy')}
        options={DIMENSIONS}
        value={by}
        onChange={(next) => next && split({ by: next, thenBy: next === thenBy ? null : thenBy })}
      />
      <DimensionSelect
        label={t('usage.chart.thenBy')}
        options={DIMENSIONS.filter((dimension) => dimension !== by)}
        value={thenBy}
        isOptional
        onChange={(next) => split({ by, thenBy: next })}
      />
      <Choice
        label={t('usage.chart.form')}
        options={CHART_KINDS.map((option) => ({ value: option, text: t(`usage.chart.${option}`) }))}
        value={chart}
        onChange={(next) => onAsk({ chart: next })}
      />
    </Box>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly options: readonly { readonly value: T; readonly text: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, options, value, onChange }: ChoiceProps<T>) {
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      aria-label={label}
      value={value}
      onChange={(_event, next: T | null) => next && onChange(next)}
      sx={{ flexWrap: 'wrap' }}
    >
      {options.map((option) => (
        <ToggleButton key={option.value} value={option.value} sx={{ textTransform: 'none', px: 1.5 }}>
          {option.text}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

interface DimensionSelectProps {
  readonly label: string;
  readonly options: readonly Dimension[];
  readonly value: Dimension | null;
  readonly isOptional?: boolean;
  readonly onChange: (dimension: Dimension | null) => void;
}

function DimensionSelect({ label, options, value, isOptional = false, onChange }: DimensionSelectProps) {
  const { t } = useTranslation();
  return (
    <TextField
      select
      label={label}
      value={value ?? 'none'}
      onChange={({ target }) => onChange(options.find((option) => option === target.value) ?? null)}
      sx={{ minWidth: 120 }}
    >
      {isOptional && <MenuItem value="none">{t('usage.chart.none')}</MenuItem>}
      {options.map((dimension) => (
        <MenuItem key={dimension} value={dimension}>
          {t(`usage.chart.${dimension}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}
