import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { useFormat } from '../lib/useFormat';
import { browserTimeZone } from '../lib/zonedTime';

/** A moment, relative to now; the exact time opens on hover, focus and tap. */
export function TimeText({ at }: { at: string }) {
  const format = useFormat();
  const date = new Date(at);
  return (
    <Tooltip title={format.exact(date, browserTimeZone())}>
      <Box
        component="time"
        dateTime={at}
        // Reached by keyboard, because the tooltip holds the exact time.
        tabIndex={0}
        sx={{ whiteSpace: 'nowrap' }}
      >
        {format.relative(date)}
      </Box>
    </Tooltip>
  );
}
