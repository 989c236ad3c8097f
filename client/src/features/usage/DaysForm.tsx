import { INPUT_LIMITS } from '@keymeter/shared';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, type CalendarDay, isCalendarDay } from '../../lib/zonedTime';
import { type DaysProblem, daysProblem } from './usageRange';

interface DaysFormProps {
  readonly from: CalendarDay;
  /** The last day that is in it. */
  readonly lastDay: CalendarDay;
  /** `to` is the day after the last one. */
  readonly onApply: (from: CalendarDay, to: CalendarDay) => void;
}

/** Two days of the calendar, both included. */
export function DaysForm({ from, lastDay, onApply }: DaysFormProps) {
  const { t } = useTranslation();
  const [days, setDays] = useState({ from, lastDay });
  const [problem, setProblem] = useState<DaysProblem | null>(null);

  function apply() {
    const to = isCalendarDay(days.lastDay) ? addDays(days.lastDay, 1) : '';
    const found = daysProblem(days.from, to);
    setProblem(found);
    if (found === null) onApply(days.from, to);
  }

  return (
    <Stack
      component="form"
      noValidate
      sx={{ gap: 2, p: 2, minWidth: 220 }}
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <TextField
        type="date"
        label={t('usage.range.from')}
        value={days.from}
        onChange={({ target }) => setDays({ ...days, from: target.value })}
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <TextField
        type="date"
        label={t('usage.range.to')}
        value={days.lastDay}
        onChange={({ target }) => setDays({ ...days, lastDay: target.value })}
        error={problem !== null}
        helperText={problem && t(`usage.range.${problem}`, { count: INPUT_LIMITS.usageRangeDays })}
        slotProps={{ inputLabel: { shrink: true }, formHelperText: { role: 'alert' } }}
      />
      <Button type="submit" variant="contained">
        {t('usage.range.apply')}
      </Button>
    </Stack>
  );
}
