import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import { useId } from 'react';
import { LimitLine } from './LimitLine';

/** From this share on a bar warns. */
const NEAR_PERCENT = 80;

interface LimitBarProps {
  readonly label: string;
  /** How much of how much, in words. */
  readonly text: string;
  /** Amounts as numbers or exact decimals. */
  readonly used: number | string | null;
  readonly limit: number | string;
}

/** How far a month's limit is used up, in words and as a bar that warns from 80 percent on. */
export function LimitBar({ label, text, used, limit }: LimitBarProps) {
  const id = useId();
  const percent = percentOf(used, limit);
  return (
    <Box>
      <LimitLine id={id} label={label} value={text} />
      <LinearProgress
        variant="determinate"
        aria-labelledby={id}
        aria-valuetext={text}
        value={percent}
        color={percent >= 100 ? 'error' : percent >= NEAR_PERCENT ? 'warning' : 'primary'}
        sx={{ mt: 0.5, height: 6, borderRadius: 3 }}
      />
    </Box>
  );
}

/** For the length of a bar only, so that floats do. */
function percentOf(used: number | string | null, limit: number | string): number {
  return Math.min(100, Math.floor((100 * Number(used ?? 0)) / Number(limit)));
}
