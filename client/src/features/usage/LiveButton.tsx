import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { useServerWatch } from '../../lib/useServerWatch';
import { LiveIcon } from '../../ui/icons';
import { LiveAge } from './LiveAge';
import { USAGE_CHANGED } from './usage.graphql';
import type { UsageFrame } from './useUsage';

interface LiveButtonProps {
  readonly isOn: boolean;
  readonly frame: UsageFrame;
  readonly onSwitch: (isOn: boolean) => void;
  /** Usage has changed: ask again. */
  readonly onChange: () => void;
}

/** Follows the numbers while they grow. Only a time that is not over can grow. */
export function LiveButton({ isOn, frame, onSwitch, onChange }: LiveButtonProps) {
  const { t } = useTranslation();
  const isPossible = frame.to > frame.now;
  const isFollowing = isOn && isPossible;
  const status = useServerWatch(USAGE_CHANGED, { isOn: isFollowing, asksFirst: true }, onChange);
  const toggle = () => isPossible && onSwitch(!isOn);
  return (
    <>
      <Tooltip describeChild title={isPossible ? '' : t('usage.live.past')}>
        <Button
          aria-pressed={isFollowing}
          aria-disabled={!isPossible}
          aria-keyshortcuts="l"
          variant={isFollowing ? 'contained' : 'text'}
          startIcon={<LiveIcon />}
          onClick={toggle}
          sx={isPossible ? {} : { color: 'text.disabled' }}
        >
          {t('usage.live.button')}
        </Button>
      </Tooltip>
      {isFollowing && <LiveAge status={status} since={frame.now} />}
    </>
  );
}
