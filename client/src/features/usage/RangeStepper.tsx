import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { ChevronLeftIcon, ChevronRightIcon, ZoomOutIcon } from '../../ui/icons';
import type { Icon } from '../../ui/lineIcon';
import { shifted, typedRangeOf, zoomedOut } from './rangeSteps';
import type { Instants, UsageRange } from './usageRange';
import type { UsageFrame } from './useUsage';

interface RangeStepperProps {
  readonly frame: UsageFrame;
  readonly onChange: (range: UsageRange) => void;
}

/** One period back, one on, or twice as much around the same middle. */
export function RangeStepper({ frame, onChange }: RangeStepperProps) {
  const { t } = useTranslation();
  const { zone } = frame;
  const go = (instants: Instants) => onChange(typedRangeOf(instants, zone));
  const isAtEnd = frame.to > frame.now;
  return (
    <Box sx={{ display: 'flex' }}>
      <StepButton
        label={t('usage.range.back')}
        icon={ChevronLeftIcon}
        onClick={() => go(shifted(frame, zone, -1))}
      />
      <StepButton
        label={t('usage.range.on')}
        icon={ChevronRightIcon}
        isDisabled={isAtEnd}
        onClick={() => go(shifted(frame, zone, 1))}
      />
      <StepButton
        label={t('usage.range.zoomOut')}
        icon={ZoomOutIcon}
        onClick={() => go(zoomedOut(frame, zone))}
      />
    </Box>
  );
}

interface StepButtonProps {
  readonly label: string;
  readonly icon: Icon;
  readonly isDisabled?: boolean;
  readonly onClick: () => void;
}

function StepButton({ label, icon: StepIcon, isDisabled = false, onClick }: StepButtonProps) {
  return (
    <Tooltip title={label}>
      <span>
        <IconButton aria-label={label} disabled={isDisabled} onClick={onClick} sx={{ minHeight: 40 }}>
          <StepIcon fontSize="small" />
        </IconButton>
      </span>
    </Tooltip>
  );
}
