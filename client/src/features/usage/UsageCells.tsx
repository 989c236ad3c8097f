import Box from '@mui/material/Box';
import TableCell from '@mui/material/TableCell';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import type { UsageNumbers } from './useUsage';

interface UsageCellsProps {
  readonly usage: UsageNumbers;
  /** What the share is a share of. */
  readonly whole: UsageNumbers;
}

const NUMBER = { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap', fontWeight: 'inherit' } as const;

/** The numbers of one row, exact to the token. */
export function UsageCells({ usage, whole }: UsageCellsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const share = whole.totalTokens > 0 ? (100 * usage.totalTokens) / whole.totalTokens : 0;
  return (
    <>
      <TableCell align="right" sx={NUMBER}>
        {format.count(usage.inputTokens)}
      </TableCell>
      <TableCell align="right" sx={NUMBER}>
        {format.count(usage.outputTokens)}
      </TableCell>
      <TableCell align="right" sx={NUMBER}>
        {format.count(usage.totalTokens)}
      </TableCell>
      <TableCell align="right" sx={NUMBER}>
        {usage.cost === null ? (
          <Tooltip title={t('count.noPrice')} describeChild>
            <Box component="span" tabIndex={0}>
              {t('state.unknown')}
            </Box>
          </Tooltip>
        ) : (
          format.cost(usage.cost)
        )}
      </TableCell>
      <TableCell align="right" sx={NUMBER}>
        {format.share(usage.totalTokens, whole.totalTokens)}
        <Box
          aria-hidden
          sx={{ height: 3, mt: 0.25, borderRadius: 1, bgcolor: 'action.hover', width: 64, ml: 'auto' }}
        >
          <Box style={{ width: `${share}%` }} sx={{ height: 3, borderRadius: 1, bgcolor: 'primary.main' }} />
        </Box>
      </TableCell>
    </>
  );
}
