import TableCell from '@mui/material/TableCell';
import TableRow from '@mui/material/TableRow';
import { useTranslation } from 'react-i18next';
import { MaskedKey } from '../../ui/MaskedKey';
import { TimeText } from '../../ui/TimeText';
import { ApiKeyActions } from './ApiKeyActions';
import { ApiKeyNameLink } from './ApiKeyNameLink';
import { standingOf } from './apiKeyStanding';
import { KeySpark } from './KeySpark';
import { rowId } from './listFocus';
import { ModelsCell } from './ModelsCell';
import { StatusChip } from './StatusChip';
import type { ApiKeyRow } from './useApiKeys';
import type { ListColumns } from './useListColumns';

interface ApiKeyTableRowProps {
  readonly apiKey: ApiKeyRow;
  readonly isShown: ListColumns['isShown'];
  /** What it used day by day; undefined while that is not known. */
  readonly tokens: readonly number[] | undefined;
  readonly isHighlighted: boolean;
}

export function ApiKeyTableRow({ apiKey, isShown, tokens, isHighlighted }: ApiKeyTableRowProps) {
  const { t } = useTranslation();
  const standing = standingOf(apiKey, new Date());
  const color = apiKey.status === 'REVOKED' ? 'text.secondary' : 'text.primary';
  return (
    <TableRow
      id={rowId(apiKey.id)}
      tabIndex={-1}
      hover
      selected={isHighlighted}
      sx={{ transition: 'background-color 600ms', outlineOffset: -2, '& > th, & > td': { color, py: 1 } }}
    >
      <TableCell
        component="th"
        scope="row"
        sx={{ fontWeight: 560, overflowWrap: 'anywhere', minWidth: 140, width: '22%' }}
      >
        <ApiKeyNameLink apiKey={apiKey} />
        <KeySpark id={apiKey.id} tokens={tokens} />
      </TableCell>
      {isShown('key') && (
        <TableCell>
          <MaskedKey text={apiKey.maskedKey} />
        </TableCell>
      )}
      {isShown('models') && (
        <TableCell sx={{ width: '22%', minWidth: 150 }}>
          <ModelsCell apiKey={apiKey} />
        </TableCell>
      )}
      {isShown('createdAt') && <TimeCell at={apiKey.createdAt} none="" />}
      {isShown('lastUsedAt') && <TimeCell at={apiKey.lastUsedAt} none={t('keys.neverUsed')} />}
      {isShown('expiresAt') && <TimeCell at={apiKey.expiresAt} none={t('keys.neverExpires')} />}
      {isShown('status') && (
        <TableCell>
          <StatusChip standing={standing} />
        </TableCell>
      )}
      <TableCell align="right">
        <ApiKeyActions apiKey={apiKey} />
      </TableCell>
    </TableRow>
  );
}

/** A time, or what it means that there is none. */
function TimeCell({ at, none }: { at: string | null; none: string }) {
  return <TableCell>{at === null ? none : <TimeText at={at} />}</TableCell>;
}
