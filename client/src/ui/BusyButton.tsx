import Button, { type ButtonProps } from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';

interface BusyButtonProps extends ButtonProps {
  readonly isBusy: boolean;
  /** What stands on the button while it works. */
  readonly busyText: string;
  /** Stands on the button while it is too early to press it; null when it is not. */
  readonly waitText?: string | null;
}

/** While it works it keeps its place and the focus, says that it is busy, and ignores further clicks. */
export function BusyButton(props: BusyButtonProps) {
  const { isBusy, busyText, waitText = null, children, onClick, ...button } = props;
  const isBlocked = isBusy || waitText !== null;
  return (
    <Button
      {...button}
      variant="contained"
      aria-busy={isBusy}
      aria-disabled={isBlocked}
      onClick={(event) => {
        if (isBlocked) event.preventDefault();
        else onClick?.(event);
      }}
      startIcon={isBusy ? <CircularProgress size={16} color="inherit" aria-hidden /> : button.startIcon}
    >
      {isBusy ? busyText : (waitText ?? children)}
    </Button>
  );
}
