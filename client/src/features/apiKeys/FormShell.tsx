import Box from '@mui/material/Box';
import type { ReactNode } from 'react';

interface FormShellProps {
  readonly onSubmit: () => Promise<void>;
  readonly children: ReactNode;
}

/** The form inside a dialog: its middle scrolls, its buttons stay. Ctrl or Cmd with Enter sends it from any field. */
export function FormShell({ onSubmit, children }: FormShellProps) {
  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        // By its button, which knows when it is too early.
        event.currentTarget.querySelector<HTMLButtonElement>('button[type="submit"]')?.click();
      }}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        minHeight: 0,
        flex: 1,
        // A field that takes the focus comes up with what is said below it.
        '& .MuiDialogContent-root': { scrollPaddingBlock: '64px' },
        '& .MuiDialogActions-root': { borderTop: 1, borderColor: 'divider', pt: 2 },
      }}
    >
      {children}
    </Box>
  );
}
