import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WatchPhase } from '../../lib/useServerWatch';

const TICK_MS = 1_000;

interface LiveAgeProps {
  readonly status: WatchPhase;
  /** When the numbers were asked for last. */
  readonly since: Date;
}

/** "Live · updated 4 s ago". Not announced: a voice every second would be a nuisance. */
export function LiveAge({ status, since }: LiveAgeProps) {
  const { t } = useTranslation();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((now - since.getTime()) / 1000));
  return (
    <Typography variant="body2" color="textSecondary" sx={{ fontVariantNumeric: 'tabular-nums' }}>
      {status === 'paused' ? t('usage.live.paused') : t(`usage.live.${status}`, { seconds })}
    </Typography>
  );
}
