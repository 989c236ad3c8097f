import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { visuallyHidden } from '../../ui/hidden';
import { ArrowDownIcon, ArrowUpIcon } from '../../ui/icons';
import type { UsageChange } from './usageChange';
import { useChangeText } from './useChangeText';

/** Below this a number is short enough to be shown whole. */
const COMPACT_FROM = 100_000;

interface TileProps {
  readonly label: string;
  /** A count; or money as an exact decimal, null where there is no price. */
  readonly value: number | string | null;
  readonly unit?: string;
  /** How it stands to the period before; null while nothing is compared. */
  readonly change: UsageChange | null;
  /** A part of the value that is worth knowing. */
  readonly note: string | null;
}

/** One big number. When it is shortened, the exact one is read aloud and opens on hover, focus and tap. */
export function Tile({ label, value, unit, change, note }: TileProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const exact =
    value === null
      ? t('state.unknown')
      : typeof value === 'string'
        ? format.cost(value)
        : format.count(value);
  const isShortened = typeof value === 'number' && value >= COMPACT_FROM;
  return (
    <Paper
      variant="outlined"
      role="group"
      aria-label={label}
      sx={{ p: 2, minWidth: 0, '&:last-child': { gridColumn: { xs: '1 / -1', sm: 'auto' } } }}
    >
      <Typography variant="body2" color="textSecondary">
        {label}
      </Typography>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'baseline',
          columnGap: 0.75,
          fontSize: { xs: '1.25rem', sm: '1.5rem' },
          fontWeight: 640,
          letterSpacing: '-0.02em',
          fontVariantNumeric: 'tabular-nums',
          lineHeight: 1.4,
        }}
      >
        {isShortened ? (
          <Tooltip title={exact}>
            <Box component="span" tabIndex={0}>
              <span aria-hidden>{format.compact(value)}</span>
              <Box component="span" sx={visuallyHidden}>
                {exact}
              </Box>
            </Box>
          </Tooltip>
        ) : (
          exact
        )}
        {unit && (
          <Typography component="span" variant="body2" color="textSecondary" sx={{ letterSpacing: 0 }}>
            {unit}
          </Typography>
        )}
        {change && <Change change={change} />}
      </Box>
      <Typography variant="caption" color="textSecondary" sx={{ display: 'block', minHeight: '1.66em' }}>
        {note}
      </Typography>
    </Paper>
  );
}

/** An arrow for the eye; the sign says the same in words. */
function Change({ change }: { change: UsageChange }) {
  const changeText = useChangeText();
  const share = change.kind === 'changed' ? change.share : 0;
  const Arrow = share > 0 ? ArrowUpIcon : ArrowDownIcon;
  return (
    <Typography
      component="span"
      variant="body2"
      color="textSecondary"
      sx={{ letterSpacing: 0, whiteSpace: 'nowrap' }}
    >
      {share !== 0 && <Arrow fontSize="inherit" sx={{ verticalAlign: '-0.15em', mr: 0.25 }} />}
      {changeText(change)}
    </Typography>
  );
}
