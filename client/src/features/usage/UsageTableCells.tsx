import { Fragment } from 'react';
import { usageChange } from './usageChange';
import { columnValue, USAGE_COLUMNS, type UsageColumn } from './usageSort';
import type { RowTexts } from './useRowTexts';
import type { UsageNumbers } from './useUsage';

interface UsageTableCellsProps {
  readonly usage: UsageNumbers;
  /** Undefined: nothing is compared. */
  readonly before: UsageNumbers | null | undefined;
  /** What the share is a share of. */
  readonly whole: UsageNumbers;
  readonly texts: RowTexts;
}

/** The numbers of one row, exact to the token. Plain cells: there may be a thousand rows. */
export function UsageTableCells({ usage, before, whole, texts }: UsageTableCellsProps) {
  const { t, format, changeText } = texts;
  const share = whole.totalTokens > 0 ? (100 * usage.totalTokens) / whole.totalTokens : 0;

  function text(column: UsageColumn, value: number): string {
    return column === 'cost' ? format.cost(usage.cost ?? '0') : format.count(value);
  }

  return (
    <>
      {USAGE_COLUMNS.map((column) => {
        const value = columnValue(column, usage);
        return (
          <Fragment key={column}>
            <td title={value === null ? t('count.noPrice') : undefined}>
              {value === null ? t('state.unknown') : text(column, value)}
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
