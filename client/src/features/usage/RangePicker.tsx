import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import Popover from '@mui/material/Popover';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { addDays, dayIn } from '../../lib/zonedTime';
import { ChevronDownIcon, ClockIcon } from '../../ui/icons';
import { DaysForm } from './DaysForm';
import { RANGE_PRESETS, type UsageRange } from './usageRange';
import type { UsageFrame } from './useUsage';

interface RangePickerProps {
  readonly range: UsageRange;
  readonly frame: UsageFrame;
  readonly onChange: (range: UsageRange) => void;
}

/** The time that the page looks at: one of the usual ones, or two days of the calendar. */
export function RangePicker({ range, frame, onChange }: RangePickerProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const lastInstant = new Date(frame.to.getTime() - 1);
  const name = t(range.kind === 'preset' ? `usage.range.${range.preset}` : 'usage.range.custom');

  function choose(next: UsageRange) {
    setAnchor(null);
    onChange(next);
  }

  return (
    <>
      <Button
        variant="outlined"
        aria-label={`${t('usage.range.label')}: ${name}`}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        startIcon={<ClockIcon />}
        endIcon={<ChevronDownIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          minHeight: 40,
          flex: { xs: '1 1 100%', sm: '0 0 auto' },
          color: 'text.primary',
          bgcolor: 'background.paper',
          borderColor: '#868d9c',
        }}
      >
        {name}
        <Typography
          component="span"
          variant="body2"
          color="textSecondary"
          sx={{ ml: 1, display: { xs: 'none', sm: 'inline' } }}
        >
          {format.dayRange(frame.from, lastInstant, frame.zone)}
        </Typography>
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('usage.range.label'), sx: { mt: 0.5 } } }}
      >
        <Box sx={{ display: 'flex', flexDirection: { xs: 'column', sm: 'row' } }}>
          <List dense aria-label={t('usage.range.label')} sx={{ minWidth: 180 }}>
            {RANGE_PRESETS.map((preset) => {
              const isChosen = range.kind === 'preset' && range.preset === preset;
              return (
                <li key={preset}>
                  <ListItemButton
                    component="button"
                    selected={isChosen}
                    aria-pressed={isChosen}
                    autoFocus={isChosen}
                    onClick={() => choose({ kind: 'preset', preset })}
                    sx={{ width: '100%', border: 0, font: 'inherit', textAlign: 'start' }}
                  >
                    {t(`usage.range.${preset}`)}
                  </ListItemButton>
                </li>
              );
            })}
          </List>
          <Divider orientation="vertical" flexItem />
          <DaysForm
            from={range.kind === 'days' ? range.from : dayIn(frame.zone, frame.from)}
            lastDay={range.kind === 'days' ? addDays(range.to, -1) : dayIn(frame.zone, lastInstant)}
            onApply={(from, to) => choose({ kind: 'days', from, to })}
          />
        </Box>
      </Popover>
    </>
  );
}
