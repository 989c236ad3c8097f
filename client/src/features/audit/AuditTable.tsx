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
import { TimeText } from '../../ui/TimeText';
import { AuditChanges } from './AuditChanges';
import { useActionName } from './useActionName';
import type { AuditEvent } from './useAuditEvents';

/** Who did what, when and from where, with before and after; on narrow screens one card for each. */
export function AuditTable({ events }: { events: readonly AuditEvent[] }) {
  const { t } = useTranslation();
  const isNarrow = useMediaQuery((theme) => theme.breakpoints.down('md'));
  const actionName = useActionName();
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
          <TableRow
            key={event.id}
            sx={{ '& > td': { verticalAlign: 'top' }, '&:last-of-type > td': { borderBottom: 0 } }}
          >
            <TableCell>
              <TimeText at={event.at} />
            </TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere' }}>
              <Actor event={event} />
            </TableCell>
            <TableCell sx={{ overflowWrap: 'anywhere' }}>
              {actionName(event.action)}
              <br />
              <b>
                <bdi translate="no">{event.subject}</bdi>
              </b>
            </TableCell>
            <TableCell>
              <AuditChanges detail={event.detail} />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function AuditCards({ events }: { events: readonly AuditEvent[] }) {
  const { t } = useTranslation();
  const actionName = useActionName();
  return (
    <Box
      component="ul"
      aria-label={t('nav.audit')}
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}
    >
      {events.map((event) => (
        <Paper
          key={event.id}
          component="li"
          variant="outlined"
          sx={{ p: 2, display: 'grid', gap: 0.75, overflowWrap: 'anywhere' }}
        >
          <Typography>
            {actionName(event.action)} ·{' '}
            <b>
              <bdi translate="no">{event.subject}</bdi>
            </b>
          </Typography>
          <AuditChanges detail={event.detail} />
          <Typography variant="body2" component="div" color="textSecondary">
            <TimeText at={event.at} />
            <Actor event={event} />
          </Typography>
        </Paper>
      ))}
    </Box>
  );
}

/** Who it was, of which kind, and from which address. */
function Actor({ event }: { event: AuditEvent }) {
  const { t } = useTranslation();
  const kind = t(`audit.kind.${kindOf(event.actorKind)}`);
  return (
    <div>
      <bdi translate="no">{event.actor}</bdi>
      <Typography variant="body2" color="textSecondary">
        {event.address === null ? kind : t('audit.from', { kind, address: event.address })}
      </Typography>
    </div>
  );
}

function kindOf(kind: string): 'member' | 'accessToken' | 'operator' | 'system' {
  return kind === 'member' || kind === 'accessToken' || kind === 'operator' ? kind : 'system';
}
