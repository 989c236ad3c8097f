import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Popover from '@mui/material/Popover';
import Typography from '@mui/material/Typography';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, ClockIcon } from '../../ui/icons';
import { PresetList } from './PresetList';
import { typedRangeOf } from './rangeSteps';
import { keepRecentRange, readRecentRanges } from './recentRanges';
import { TypedRangeForm } from './TypedRangeForm';
import type { UsageRange } from './usageRange';
import { usePeriodText, useRangeName } from './useRangeName';
import type { UsageFrame } from './useUsage';

interface RangePickerProps {
  readonly range: UsageRange;
  readonly frame: UsageFrame;
  readonly onChange: (range: UsageRange) => void;
}

/** The time that the page looks at: one of the usual ones, or two ends that one types. The key T opens it. */
export function RangePicker({ range, frame, onChange }: RangePickerProps) {
  const { t } = useTranslation();
  const rangeName = useRangeName(frame.zone);
  const periodText = usePeriodText();
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const name = range.kind === 'preset' ? rangeName(range) : t('usage.range.custom');

  function choose(next: UsageRange) {
    setOpen(false);
    if (next.kind === 'typed') keepRecentRange(next);
    onChange(next);
  }

  return (
    <>
      <Button
        ref={button}
        variant="outlined"
        aria-label={`${t('usage.range.label')}: ${name}`}
        aria-haspopup="dialog"
        aria-keyshortcuts="t"
        aria-expanded={isOpen}
        startIcon={<ClockIcon />}
        endIcon={<ChevronDownIcon />}
        onClick={() => setOpen(true)}
        sx={{
          minHeight: 40,
          flex: { xs: '1 1 auto', sm: '0 0 auto' },
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
          {periodText(frame, frame.zone)}
        </Typography>
      </Button>
      <Popover
        open={isOpen}
        anchorEl={() => button.current}
        onClose={() => setOpen(false)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('usage.range.label'), sx: { mt: 0.5 } } }}
      >
        <Box sx={{ display: 'flex', flexDirection: { xs: 'column', sm: 'row' } }}>
          <PresetList range={range} recent={readRecentRanges()} onChoose={choose} />
          <Divider orientation="vertical" flexItem />
          <TypedRangeForm
            range={range.kind === 'typed' ? range : typedRangeOf(frame, frame.zone)}
            zone={frame.zone}
            onApply={choose}
          />
        </Box>
      </Popover>
    </>
  );
}
