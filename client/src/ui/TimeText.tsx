import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useFormat } from '../lib/useFormat';
import { browserTimeZone } from '../lib/zonedTime';

/** A moment, relative to now; the exact time opens on hover, focus and tap. */
export function TimeText({ at }: { at: string }) {
  const format = useFormat();
  const date = new Date(at);
  return (
    <Tooltip title={format.exact(date, browserTimeZone())}>
      {/* Reached by keyboard, because the tooltip holds the exact time. */}
      <Line dateTime={at} tabIndex={0}>
        {format.relative(date)}
      </Line>
    </Tooltip>
  );
}

// Made once: lists show hundreds, and `sx` is worked out for each.
const Line = styled('time')({ whiteSpace: 'nowrap' });
