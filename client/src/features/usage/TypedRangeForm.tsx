import { INPUT_LIMITS } from '@keymeter/shared';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, isCalendarDay } from '../../lib/zonedTime';
import { MomentField } from './MomentField';
import { type RangeProblem, readTypedRange, type TypedRange } from './usageRange';

interface TypedRangeFormProps {
  readonly range: TypedRange;
  readonly zone: string;
  readonly onApply: (range: TypedRange) => void;
}

/** Both ends as text: days, times, or moments such as now-7d. A day at the end is the last one, and included. */
export function TypedRangeForm({ range, zone, onApply }: TypedRangeFormProps) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(range.from);
  const [to, setTo] = useState(isCalendarDay(range.to) ? addDays(range.to, -1) : range.to);
  const [problem, setProblem] = useState<RangeProblem | null>(null);

  function apply() {
    const typed = { from: from.trim(), to: isCalendarDay(to.trim()) ? addDays(to.trim(), 1) : to.trim() };
    const read = readTypedRange(typed, zone, new Date());
    setProblem('problem' in read ? read.problem : null);
    if (!('problem' in read)) onApply({ kind: 'typed', ...typed });
  }

  const text = problem && t(`usage.range.${problem}`, { count: INPUT_LIMITS.usageRangeDays });
  const isAtFrom = problem === 'fromUnclear' || problem === 'tooEarly';
  return (
    <Stack
      component="form"
      noValidate
      sx={{ gap: 2, p: 2, width: { xs: '100%', sm: 260 } }}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <MomentField
        label={t('usage.range.from')}
        value={from}
        onChange={setFrom}
        problem={isAtFrom ? text : null}
      />
      <MomentField label={t('usage.range.to')} value={to} onChange={setTo} problem={isAtFrom ? null : text} />
      <Typography variant="caption" color="textSecondary">
        {t('usage.range.hint')}
      </Typography>
      <Button type="submit" variant="contained">
        {t('usage.range.apply')}
      </Button>
    </Stack>
  );
}
