import Snackbar from '@mui/material/Snackbar';
import SnackbarContent from '@mui/material/SnackbarContent';
import { useState } from 'react';

const SHOW_MS = 5_000;

export interface Notice {
  readonly id: number;
  readonly text: string;
}

/** A message at the foot of the page. It leaves by itself, but stays while the pointer or the focus rests on it. */
export function NoticeBar({ notice }: { notice: Notice }) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Snackbar
      open={isOpen}
      autoHideDuration={SHOW_MS}
      onClose={(_event, reason) => reason !== 'clickaway' && setOpen(false)}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'center' }}
    >
      <SnackbarContent role="status" message={notice.text} />
    </Snackbar>
  );
}
