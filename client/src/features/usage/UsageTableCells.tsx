import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { usageChange } from './usageChange';
import { columnValue, USAGE_COLUMNS } from './usageSort';
import { useChangeText } from './useChangeText';
import type { UsageNumbers } from './useUsage';

interface UsageTableCellsProps {
  readonly usage: UsageNumbers;
  /** Undefined: nothing is compared. */
  readonly before: UsageNumbers | null | undefined;
  /** What the share is a share of. */
  readonly whole: UsageNumbers;
}

/** The numbers of one row, exact to the token. Plain cells: there may be a thousand rows. */
export function UsageTableCells({ usage, before, whole }: UsageTableCellsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const changeText = useChangeText();
  const share = whole.totalTokens > 0 ? (100 * usage.totalTokens) / whole.totalTokens : 0;
  return (
    <>
      {USAGE_COLUMNS.map((column) => {
        const value = columnValue(column, usage);
        return (
          <Fragment key={column}>
            <td>
              {value === null ? (
                <Tooltip title={t('count.noPrice')} describeChild>
                  <Box component="span" tabIndex={0}>
                    {t('state.unknown')}
                  </Box>
                </Tooltip>
              ) : column === 'cost' ? (
                format.cost(usage.cost ?? '0')
              ) : (
                format.count(value)
              )}
            </td>
            {before !== undefined && (
              <td data-change="">{changeText(usageChange(value, before && columnValue(column, before)))}</td>
            )}
          </Fragment>
        );
      })}
      <td>
        {format.share(usage.totalTokens, whole.totalTokens)}
        <span className="share" aria-hidden>
          <span style={{ width: `${share}%` }} />
        </span>
      </td>
    </>
  );
}
