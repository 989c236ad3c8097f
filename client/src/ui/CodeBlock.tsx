import Box from '@mui/material/Box';
import type { ReactNode } from 'react';
import { MONOSPACE } from './monospace';

/** What the lines are, for who does not see them: a text, or the tab whose panel they fill. */
type CodeBlockProps = { readonly children: ReactNode } & (
  | { readonly label: string }
  | { readonly panelId: string; readonly tabId: string }
);

/** Lines to copy. Long ones scroll, which the keyboard can only do with the focus. */
export function CodeBlock(props: CodeBlockProps) {
  const name =
    'label' in props
      ? { role: 'group', 'aria-label': props.label }
      : { role: 'tabpanel', id: props.panelId, 'aria-labelledby': props.tabId };
  return (
    <Box {...name} tabIndex={0} sx={{ p: 1.5, borderRadius: 2, bgcolor: 'action.hover', overflowX: 'auto' }}>
      <Box
        component="pre"
        translate="no"
        sx={{ m: 0, fontFamily: MONOSPACE, fontSize: '0.8125rem', lineHeight: 1.6 }}
      >
        {props.children}
      </Box>
    </Box>
  );
}
