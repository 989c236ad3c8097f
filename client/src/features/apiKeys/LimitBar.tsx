import LinearProgress from '@mui/material/LinearProgress';

/** From this share on a bar warns. */
const NEAR = 0.8;

interface LimitBarProps {
  /** Which limit it is. */
  readonly label: string;
  /** How much of how much, in words. */
  readonly text: string;
  /** How much is used up, 0 to 1. */
  readonly share: number;
}

/** How far a month's limit is used up; it warns from 80 percent on. */
export function LimitBar({ label, text, share }: LimitBarProps) {
  return (
    <LinearProgress
      variant="determinate"
      aria-label={label}
      aria-valuetext={text}
      value={Math.floor(100 * share)}
      color={share >= 1 ? 'error' : share >= NEAR ? 'warning' : 'primary'}
      sx={{ mt: 0.5, height: 6, borderRadius: 3 }}
    />
  );
}
