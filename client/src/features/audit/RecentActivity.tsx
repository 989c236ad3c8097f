import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { LoadingBlock } from '../../ui/LoadingBlock';
import { TimeText } from '../../ui/TimeText';
import { AuditChanges } from './AuditChanges';
import { useActionName } from './useActionName';
import { useAuditEvents } from './useAuditEvents';

const SHOWN = 5;

/** The last things that were done to one key or token. */
export function RecentActivity({ subjectId }: { subjectId: string }) {
  const { t } = useTranslation();
  const actionName = useActionName();
  const log = useAuditEvents({ first: SHOWN, subject: subjectId, action: null, after: null });
  if (log.status === 'loading') return <LoadingBlock rows={2} />;
  if (log.status === 'failed')
    return <ErrorNotice title={t('audit.failed')} failure={log.failure} onRetry={log.retry} />;
  if (log.events.length === 0) return <Typography color="textSecondary">{t('audit.none')}</Typography>;
  return (
    <Box component="ol" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
      {log.events.map((event) => (
        <Box component="li" key={event.id} sx={{ overflowWrap: 'anywhere' }}>
          <Typography variant="body2" component="div">
            {actionName(event.action)} · <TimeText at={event.at} />
          </Typography>
          <Typography variant="body2" color="textSecondary" translate="no">
            <bdi>{event.actor}</bdi>
          </Typography>
          <AuditChanges detail={event.detail} />
        </Box>
      ))}
    </Box>
  );
}
