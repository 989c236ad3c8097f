import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { LoadingBlock } from '../../ui/LoadingBlock';
import { TimeText } from '../../ui/TimeText';
import { AuditChanges } from './AuditChanges';
import { useActionName } from './useActionName';
import { useAuditEntry } from './useAuditEntry';
import { type AuditEvent, useAuditEvents } from './useAuditEvents';

const SHOWN = 5;

/** The last things that were done to one key or token. */
export function RecentActivity({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const log = useAuditEvents({ first: SHOWN, subject: subjectId, action: null, after: null });
  if (log.status === 'loading') return <LoadingBlock rows={2} />;
  if (log.status === 'failed')
    return <ErrorNotice title={t('audit.failed')} failure={log.failure} onRetry={log.retry} />;
  if (log.events.length === 0) return <Typography color="textSecondary">{t('audit.none')}</Typography>;
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
      {log.events.map((event) => (
        <Activity key={event.id} event={event} />
      ))}
    </Box>
  );
}

function Activity({ event }: { event: AuditEvent }) {
  const actionName = useActionName();
  const { action, at, actor, detail } = useAuditEntry(event);
  return (
    <Box component="li" sx={{ overflowWrap: 'anywhere' }}>
      <Typography variant="body2" component="div">
        {actionName(action)} · <TimeText at={at} />
      </Typography>
      <Typography variant="body2" color="textSecondary" translate="no">
        <bdi>{actor}</bdi>
      </Typography>
      <AuditChanges detail={detail} />
    </Box>
  );
}
