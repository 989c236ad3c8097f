import { memo } from 'react';
import { UsageTableCells } from './UsageTableCells';
import type { LineSubject, UsageLine } from './usageTable';
import { keyHint } from './useLineName';
import type { RowTexts } from './useRowTexts';
import type { UsageNumbers } from './useUsage';

interface UsageTableRowProps {
  readonly line: UsageLine;
  readonly depth: 0 | 1;
  readonly whole: UsageNumbers;
  readonly texts: RowTexts;
  readonly isCompared: boolean;
  /** Its colour in the chart; null where the chart is split by something else. */
  readonly color: string | null;
  /** Null where nothing lies below. */
  readonly isOpen: boolean | null;
  readonly onToggle: (id: string) => void;
  readonly onNarrow: (subject: LineSubject) => void;
}

/** One line: its name, which narrows the page to it, and its numbers. Plain elements: there may be a thousand. */
export const UsageTableRow = memo(function UsageTableRow(props: UsageTableRowProps) {
  const { line, depth, whole, texts, isCompared, color, isOpen, onToggle, onNarrow } = props;
  const { t } = texts;
  const name = texts.nameOf(line.subject);
  const hint = keyHint(line.subject);
  return (
    <tr data-depth={isOpen === null ? depth : 'group'}>
      <th scope="row">
        <span className="name">
          {isOpen !== null && (
            <button
              type="button"
              className="toggle"
              aria-expanded={isOpen}
              aria-label={t(isOpen ? 'usage.table.hide' : 'usage.table.show', { name })}
              onClick={() => onToggle(line.id)}
            >
              <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true">
                <path d="M9.5 6.5L15 12l-5.5 5.5" fill="none" stroke="currentColor" strokeWidth="1.75" />
              </svg>
            </button>
          )}
          {color !== null && <span className="dot" aria-hidden style={{ backgroundColor: color }} />}
          <button
            type="button"
            className="narrow"
            title={t('usage.table.narrow')}
            onClick={() => onNarrow(line.subject)}
          >
            <bdi>{name}</bdi>
          </button>
          {hint !== null && (
            <code className="hint" translate="no">
              {hint}
            </code>
          )}
        </span>
      </th>
      <UsageTableCells
        usage={line.usage}
        before={isCompared ? line.before : undefined}
        whole={whole}
        texts={texts}
      />
    </tr>
  );
});
