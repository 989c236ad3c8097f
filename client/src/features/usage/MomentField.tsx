import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isCalendarDay } from '../../lib/zonedTime';
import { visuallyHidden } from '../../ui/hidden';
import { CalendarIcon } from '../../ui/icons';

const LONGEST = 30;

interface MomentFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: string | null;
}

/** One end of a range, typed; the browser's own calendar opens beside it. */
export function MomentField({ label, value, onChange, problem }: MomentFieldProps) {
  const { t } = useTranslation();
  const calendar = useRef<HTMLInputElement>(null);
  const opener = (
    <InputAdornment position="end">
      <IconButton
        size="small"
        edge="end"
        aria-label={t('usage.range.calendar', { label })}
        onClick={() => calendar.current?.showPicker?.()}
      >
        <CalendarIcon fontSize="small" />
      </IconButton>
      <Box
        component="input"
        ref={calendar}
        type="date"
        tabIndex={-1}
        aria-hidden
        value={isCalendarDay(value) ? value : ''}
        onChange={({ target }) => target.value !== '' && onChange(target.value)}
        sx={visuallyHidden}
      />
    </InputAdornment>
  );
  return (
    <TextField
      label={label}
      value={value}
      onChange={({ target }) => onChange(target.value)}
      error={problem !== null}
      helperText={problem}
      slotProps={{
        htmlInput: { maxLength: LONGEST, spellCheck: false, autoComplete: 'off' },
        input: { endAdornment: opener },
        formHelperText: { role: 'alert' },
      }}
    />
  );
}
