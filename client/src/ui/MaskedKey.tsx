import Box from '@mui/material/Box';
import { MONOSPACE } from './monospace';

/** The part of a key that may be seen. Screen readers and translators leave it as it is. */
export function MaskedKey({ text }: { text: string }) {
  return (
    <Box
      component="code"
      translate="no"
      sx={{ fontFamily: MONOSPACE, fontSize: '0.8125rem', color: 'text.secondary', whiteSpace: 'nowrap' }}
    >
      {text}
    </Box>
  );
}
