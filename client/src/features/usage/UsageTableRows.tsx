import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon, ChevronRightIcon } from '../../ui/icons';
import { MaskedKey } from '../../ui/MaskedKey';
import { STICKY_CELL } from './stickyCell';
import { UsageCells } from './UsageCells';
import type { KeyUsage, ModelUsage } from './usageTable';
import { useKeyName } from './useKeyName';
import type { UsageNumbers } from './useUsage';

interface ModelRowProps {
  readonly model: ModelUsage;
  readonly whole: UsageNumbers;
  /** Its colour in the chart; null where the chart is split by something else. */
  readonly color: string | null;
  readonly isOpen: boolean;
  readonly onToggle: () => void;
}

export function ModelRow({ model, whole, color, isOpen, onToggle }: ModelRowProps) {
  const { t } = useTranslation();
  const name = model.name ?? t('usage.table.unknownModel');
  const Chevron = isOpen ? ChevronDownIcon : ChevronRightIcon;
  return (
    <TableRow sx={{ '& > th, & > td': { fontWeight: 600 } }}>
      <TableCell component="th" scope="row" sx={STICKY_CELL}>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 0.75 }}>
          <IconButton
            size="small"
            edge="start"
            aria-expanded={isOpen}
            aria-label={t(isOpen ? 'usage.table.hide' : 'usage.table.show', { model: name })}
            onClick={onToggle}
          >
            <Chevron fontSize="small" />
          </IconButton>
          <Dot color={color} />
          <Box component="span" sx={{ overflowWrap: 'anywhere' }}>
            {name}
          </Box>
        </Box>
      </TableCell>
      <UsageCells usage={model.usage} whole={whole} />
    </TableRow>
  );
}

interface KeyRowProps {
  readonly entry: KeyUsage;
  readonly whole: UsageNumbers;
  readonly color: string | null;
}

export function KeyRow({ entry, whole, color }: KeyRowProps) {
  const keyName = useKeyName();
  const { apiKey } = entry;
  return (
    <TableRow>
      <TableCell component="th" scope="row" sx={{ ...STICKY_CELL, pl: { xs: 4, sm: 7.5 }, fontWeight: 400 }}>
        <Box
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 1,
            alignItems: 'baseline',
            overflowWrap: 'anywhere',
          }}
        >
          <Dot color={color} />
          <span>{keyName(apiKey)}</span>
          {apiKey && <MaskedKey text={lastFour(apiKey.maskedKey)} />}
        </Box>
      </TableCell>
      <UsageCells usage={entry.usage} whole={whole} />
    </TableRow>
  );
}

/** The sum of the whole answer, also of rows that were cut off. */
export function TotalRow({ whole }: { whole: UsageNumbers }) {
  const { t } = useTranslation();
  return (
    <TableRow
      sx={{
        '& > th, & > td': {
          fontWeight: 680,
          borderBottom: 0,
          borderTop: 1,
          borderTopColor: 'text.secondary',
        },
      }}
    >
      <TableCell component="th" scope="row" sx={STICKY_CELL}>
        {t('usage.table.totalRow')}
      </TableCell>
      <UsageCells usage={whole} whole={whole} />
    </TableRow>
  );
}

function lastFour(maskedKey: string): string {
  return `…${maskedKey.slice(-4)}`;
}

/** The colour of the chart again, as decoration: the name beside it says the same. */
function Dot({ color }: { color: string | null }) {
  if (color === null) return null;
  return (
    <Box
      component="span"
      aria-hidden
      style={{ backgroundColor: color }}
      sx={{ width: 10, height: 10, borderRadius: 0.5, flexShrink: 0, alignSelf: 'center' }}
    />
  );
}
