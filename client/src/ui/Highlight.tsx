import Box from '@mui/material/Box';

interface HighlightProps {
  readonly text: string;
  readonly search: string;
}

/** The text, with the first place marked that the search hit. */
export function Highlight({ text, search }: HighlightProps) {
  const start = search === '' ? -1 : text.toLowerCase().indexOf(search.toLowerCase());
  if (start < 0) return text;
  const end = start + search.length;
  return (
    <>
      {text.slice(0, start)}
      <Box component="mark" sx={{ bgcolor: 'warning.light', color: '#161a23', borderRadius: 0.5, px: '1px' }}>
        {text.slice(start, end)}
      </Box>
      {text.slice(end)}
    </>
  );
}
