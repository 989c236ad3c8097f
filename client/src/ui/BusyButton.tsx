import Button, { type ButtonProps } from '@mui/material/Button';
import CircularProgress from '@mui/material/CircularProgress';

interface BusyButtonProps extends ButtonProps {
  readonly isBusy: boolean;
  /** What stands on the button while it works. */
  readonly busyText: string;
}

/** While it works it keeps its place and the focus, says that it is busy, and ignores further clicks. */
export function BusyButton({ isBusy, busyText, children, onClick, ...button }: BusyButtonProps) {
  return (
    <Button
      {...button}
      variant="contained"
      aria-busy={isBusy}
      aria-disabled={isBusy}
      onClick={(event) => {
        if (isBusy) event.preventDefault();
        else onClick?.(event);
      }}
      startIcon={isBusy ? <CircularProgress size={16} color="inherit" aria-hidden /> : button.startIcon}
    >
      {isBusy ? busyText : children}
    </Button>
  );
}
