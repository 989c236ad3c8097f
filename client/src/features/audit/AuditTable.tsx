import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Table from '@mui/material/Table';
import TableBody from '@mui/material/TableBody';
import TableCell from '@mui/material/TableCell';
import TableHead from '@mui/material/TableHead';
import TableRow from '@mui/material/TableRow';
import Typography from '@mui/material/Typography';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useTranslation } from 'react-i18next';
import type { AuditEntryFragment } from '../../graphql/audit/graphql';
import { TimeText } from '../../ui/TimeText';
import { AuditChanges } from './AuditChanges';
import { useActionName } from './useActionName';
import { useAuditEntry } from './useAuditEntry';
import type { AuditEvent } from './useAuditEvents';

/** Who did what, when and from where, with before and after; on narrow screens one card for each. */
export function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery((theme) => theme.breakpoints.down('md'));
  if (isNarrow) return <AuditCards events={events} />;
  return (
    // Widths of their own: a long name must not take the room of who it was.
    <Table aria-label={t('nav.audit')} sx={{ tableLayout: 'fixed' }}>
      <TableHead>
        <TableRow>
          <TableCell sx={{ width: '14%' }}>{t('audit.when')}</TableCell>
          <TableCell sx={{ width: '24%' }}>{t('audit.who')}</TableCell>
          <TableCell sx={{ width: '26%' }}>{t('audit.what')}</TableCell>
          <TableCell>{t('audit.changes')}</TableCell>
        </TableRow>
      </TableHead>
      <TableBody>
        {events.map((event) => (
          <AuditRow key={event.id} event={event} />
        ))}
      </TableBody>
    </Table>
  );
}

function AuditRow({ event }: { event: AuditEvent }) {
  const actionName = useActionName();
  const entry = useAuditEntry(event);
  return (
    <TableRow sx={{ '& > td': { verticalAlign: 'top' }, '&:last-of-type > td': { borderBottom: 0 } }}>
      <TableCell>
        <TimeText at={entry.at} />
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        <Actor entry={entry} />
      </TableCell>
      <TableCell sx={{ overflowWrap: 'anywhere' }}>
        {actionName(entry.action)}
        <br />
        <b>
          <bdi translate="no">{entry.subject}</bdi>
        </b>
      </TableCell>
      <TableCell>
        <AuditChanges detail={entry.detail} />
      </TableCell>
    </TableRow>
  );
}

function AuditCards({ events }: { events: readonly AuditEvent[] }) {
  const { t } = useTranslation();
  return (
    <Box
      component="ul"
      aria-label={t('nav.audit')}
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}
    >
      {events.map((event) => (
        <AuditCard key={event.id} event={event} />
      ))}
    </Box>
  );
}

function AuditCard({ event }: { event: AuditEvent }) {
  const actionName = useActionName();
  const entry = useAuditEntry(event);
  return (
    <Paper
      component="li"
      variant="outlined"
      sx={{ p: 2, display: 'grid', gap: 0.75, overflowWrap: 'anywhere' }}
    >
      <Typography>
        {actionName(entry.action)} ·{' '}
        <b>
          <bdi translate="no">{entry.subject}</bdi>
        </b>
      </Typography>
      <AuditChanges detail={entry.detail} />
      <Typography variant="body2" component="div" color="textSecondary">
        <TimeText at={entry.at} />
        <Actor entry={entry} />
      </Typography>
    </Paper>
  );
}

/** Who it was, of which kind, and from which address. */
function Actor({ entry }: { entry: AuditEntryFragment }) {
  const { t } = useTranslation();
  const kind = t(`audit.kind.${kindOf(entry.actorKind)}`);
  return (
    <div>
      <bdi translate="no">{entry.actor}</bdi>
      <Typography variant="body2" color="textSecondary">
        {entry.address === null ? kind : t('audit.from', { kind, address: entry.address })}
      </Typography>
    </div>
  );
}

function kindOf(kind: string): 'member' | 'accessToken' | 'operator' | 'system' {
  return kind === 'member' || kind === 'accessToken' || kind === 'operator' ? kind : 'system';
}
