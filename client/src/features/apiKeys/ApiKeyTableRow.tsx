import { styled } from '@mui/material/styles';
import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import Tooltip from '@mui/material/Tooltip';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { MaskedKey } from '../../ui/MaskedKey';
import { TimeText } from '../../ui/TimeText';
import { ActionCell } from './ActionCell';
import { ApiKeyActions } from './ApiKeyActions';
import { ApiKeyNameLink } from './ApiKeyNameLink';
import { standingOf } from './apiKeyStanding';
import { KeySpark } from './KeySpark';
import { rowId, rowNameId } from './listFocus';
import { ModelsCell } from './ModelsCell';
import { NearestLimit } from './NearestLimit';
import { SelectKeyBox } from './SelectKeyBox';
import { StatusChip } from './StatusChip';
import { useApiKeyRow } from './useApiKeyRow';
import type { ListedApiKey } from './useApiKeys';
import type { KeySelection } from './useKeySelection';
import type { ListColumns } from './useListColumns';

interface KeyCellsProps {
  readonly listed: ListedApiKey;
  readonly isShown: ListColumns['isShown'];
  /** What it used day by day; undefined while that is not known. */
  readonly tokens: readonly number[] | undefined;
  /** Tokens of thirty days; null while that is not known. */
  readonly month: number | null;
}

interface ApiKeyTableRowProps extends KeyCellsProps {
  readonly isSelected: boolean;
  readonly onToggle: KeySelection['toggle'];
  readonly isHighlighted: boolean;
}

/** One key. It is drawn again only when something of it changes, and ticked without its cells: a page may hold a hundred. */
export const ApiKeyTableRow = memo(function ApiKeyTableRow(props: ApiKeyTableRowProps) {
  const { isSelected, onToggle, isHighlighted, ...cells } = props;
  const { listed } = cells;
  return (
    <KeyRow
      id={rowId(listed.id)}
      // A row is called as its key is, not as the box before it.
      aria-labelledby={rowNameId(listed.id)}
      tabIndex={-1}
      hover
      selected={isHighlighted || isSelected}
      data-revoked={listed.status === 'REVOKED' || undefined}
    >
      <TableCell padding="checkbox">
        <SelectKeyBox apiKey={listed} isSelected={isSelected} onToggle={onToggle} />
      </TableCell>
      <KeyCells {...cells} />
    </KeyRow>
  );
});

const KeyRow = styled(TableRow)(({ theme }) => {
  const { text, action, primary } = (theme.vars ?? theme).palette;
  return {
    // What lies on the row, for the cell that stays in place over the others.
    '--row-tint': 'transparent',
    '&:hover': { '--row-tint': action.hover },
    '&.Mui-selected': { '--row-tint': theme.alpha(primary.main, action.selectedOpacity) },
    '&.Mui-selected:hover': {
      '--row-tint': theme.alpha(primary.main, `${action.selectedOpacity} + ${action.hoverOpacity}`),
    },
    transition: 'background-color 600ms',
    outlineOffset: -2,
    '& > th, & > td': { color: text.primary, paddingTop: 8, paddingBottom: 8 },
    '&[data-revoked] > th, &[data-revoked] > td': { color: text.secondary },
  };
});

const KeyCells = memo(function KeyCells({ listed, isShown, tokens, month }: KeyCellsProps) {
  const { t } = useTranslation();
  const apiKey = useApiKeyRow(listed);
  return (
    <>
      <NameCell id={rowNameId(apiKey.id)} component="th" scope="row">
        <ApiKeyNameLink apiKey={apiKey} />
        <KeySpark id={apiKey.id} tokens={tokens} />
      </NameCell>
      {isShown('key') && (
        <TableCell>
          <MaskedKey text={apiKey.maskedKey} />
        </TableCell>
      )}
      {isShown('models') && (
        <ModelsTableCell>
          <ModelsCell apiKey={apiKey} />
        </ModelsTableCell>
      )}
      {isShown('createdAt') && <TimeCell at={apiKey.createdAt} none="" />}
      {isShown('lastUsedAt') && <TimeCell at={apiKey.lastUsedAt} none={t('keys.neverUsed')} />}
      {isShown('expiresAt') && <TimeCell at={apiKey.expiresAt} none={t('keys.neverExpires')} />}
      {isShown('tokens30d') && (
        <TableCell align="right" sx={{ fontVariantNumeric: 'tabular-nums' }}>
          {month !== null && <TokensText tokens={month} />}
        </TableCell>
      )}
      {isShown('status') && (
        <TableCell>
          <StatusChip standing={standingOf(apiKey, new Date())} />
          <NearestLimit limits={apiKey.limits} />
        </TableCell>
      )}
      <ActionCell align="right">
        <ApiKeyActions apiKey={apiKey} />
      </ActionCell>
    </>
  );
});

const NameCell = styled(TableCell)(({ theme }) => ({
  fontWeight: 560,
  overflowWrap: 'anywhere',
  width: '20%',
  minWidth: 140,
  [theme.breakpoints.up('lg')]: { minWidth: 190 },
})) as typeof TableCell;

const ModelsTableCell = styled(TableCell)({ width: '16%', minWidth: 124 });

/** A short number; the exact one opens on hover, focus and tap. */
function TokensText({ tokens }: { tokens: number }) {
  const format = useFormat();
  return (
    <Tooltip title={format.count(tokens)}>
      {/* Reached by keyboard, because the tooltip holds the exact number. */}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: see above */}
      <span tabIndex={0}>{format.compact(tokens)}</span>
    </Tooltip>
  );
}

/** A time, or what it means that there is none. */
function TimeCell({ at, none }: { at: string | null; none: string }) {
  return <TableCell>{at === null ? none : <TimeText at={at} />}</TableCell>;
}
