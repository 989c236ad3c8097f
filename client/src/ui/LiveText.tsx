import Box from '@mui/material/Box';
import { visuallyHidden } from './hidden';

/** Speaks a text, politely, whenever it changes. It has to stay mounted, with an empty text, to be heard. */
export function LiveText({ text }: { text: string }) {
  return (
    <Box role="status" sx={visuallyHidden}>
      {text}
    </Box>
  );
}
