import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { MONOSPACE } from './monospace';

interface CodeBlockProps {
  /** What the lines are, for who does not see them. */
  readonly label: string;
  readonly children: ReactNode;
}

/** Lines to copy. Long ones scroll, which the keyboard can only do with the focus. */
export function CodeBlock({ label, children }: CodeBlockProps) {
  return (
    <Box
      role="group"
      aria-label={label}
      tabIndex={0}
      sx={{ p: 1.5, borderRadius: 2, bgcolor: 'action.hover', overflowX: 'auto' }}
    >
      <Box
        component="pre"
        translate="no"
        sx={{ m: 0, fontFamily: MONOSPACE, fontSize: '0.8125rem', lineHeight: 1.6 }}
      >
        {children}
      </Box>
    </Box>
  );
}
