import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, ChevronRightIcon } from '../../ui/icons';
import { MaskedKey } from '../../ui/MaskedKey';
import { UsageTableCells } from './UsageTableCells';
import type { LineSubject, UsageLine } from './usageTable';
import { keyHint, useLineName } from './useLineName';
import type { UsageNumbers } from './useUsage';

interface UsageTableRowProps {
  readonly line: UsageLine;
  readonly depth: 0 | 1;
  readonly whole: UsageNumbers;
  readonly zone: string;
  readonly isCompared: boolean;
  /** Its colour in the chart; null where the chart is split by something else. */
  readonly color: string | null;
  /** Null where nothing lies below. */
  readonly isOpen: boolean | null;
  readonly onToggle: (id: string) => void;
  readonly onNarrow: (subject: LineSubject) => void;
}

/** One line: its name, which narrows the page to it, and its numbers. */
export const UsageTableRow = memo(function UsageTableRow(props: UsageTableRowProps) {
  const { line, depth, whole, zone, isCompared, color, isOpen, onToggle, onNarrow } = props;
  const { t } = useTranslation();
  const name = useLineName(zone)(line.subject);
  const hint = keyHint(line.subject);
  const Chevron = isOpen ? ChevronDownIcon : ChevronRightIcon;
  return (
    <tr data-depth={isOpen === null ? depth : 'group'}>
      <th scope="row">
        <span className="name">
          {isOpen !== null && (
            <IconButton
              size="small"
              edge="start"
              aria-expanded={isOpen}
              aria-label={t(isOpen ? 'usage.table.hide' : 'usage.table.show', { name })}
              onClick={() => onToggle(line.id)}
            >
              <Chevron fontSize="small" />
            </IconButton>
          )}
          {color !== null && <span className="dot" aria-hidden style={{ backgroundColor: color }} />}
          <ButtonBase
            title={t('usage.table.narrow')}
            onClick={() => onNarrow(line.subject)}
            sx={{
              font: 'inherit',
              textAlign: 'start',
              overflowWrap: 'anywhere',
              minHeight: 24,
              borderRadius: 0.5,
              '&:hover, &:focus-visible': { textDecoration: 'underline' },
            }}
          >
            {name}
          </ButtonBase>
          {hint !== null && (
            <Box component="span" sx={{ flexShrink: 0 }}>
              <MaskedKey text={hint} />
            </Box>
          )}
        </span>
      </th>
      <UsageTableCells usage={line.usage} before={isCompared ? line.before : undefined} whole={whole} />
    </tr>
  );
});
