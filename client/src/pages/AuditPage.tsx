import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { AuditTable } from '../features/audit/AuditTable';
import { AuditToolbar } from '../features/audit/AuditToolbar';
import { useAuditEvents } from '../features/audit/useAuditEvents';
import { useAuditPlace } from '../features/audit/useAuditPlace';
import { EmptyState } from '../ui/EmptyState';
import { ErrorNotice } from '../ui/ErrorNotice';
import { FailureBoundary } from '../ui/FailureBoundary';
import { HistoryIcon } from '../ui/frameIcons';
import { LoadingBlock } from '../ui/LoadingBlock';
import { PageHeading } from '../ui/PageHeading';

/** The audit log: who did what to the account. */
export function AuditPage() {
  const { t } = useTranslation();
  const { question, chooseAction, clear, newest, older } = useAuditPlace();
  const log = useAuditEvents(question);
  const isFiltered = question.action !== null || question.subject !== null;

  function content() {
    if (log.status === 'loading') return <LoadingBlock rows={6} />;
    if (log.status === 'failed')
      return <ErrorNotice title={t('audit.failed')} failure={log.failure} onRetry={log.retry} />;
    if (log.events.length === 0) {
      return (
        <Paper variant="outlined">
          <EmptyState
            icon={HistoryIcon}
            title={t(isFiltered ? 'audit.noMatch' : 'audit.none')}
            actions={
              isFiltered && (
                <Button variant="outlined" onClick={clear}>
                  {t('action.clearFilters')}
                </Button>
              )
            }
          />
        </Paper>
      );
    }
    const { olderCursor } = log;
    return (
      <Paper
        variant="outlined"
        aria-busy={log.isRefreshing}
        sx={{
          overflow: 'hidden',
          border: { xs: 0, md: 1 },
          borderColor: { md: 'divider' },
          bgcolor: { xs: 'transparent', md: 'background.paper' },
        }}
      >
        <AuditTable events={log.events} />
        {(question.after !== null || olderCursor !== null) && (
          <Box
            component="nav"
            aria-label={t('audit.pages')}
            sx={{ display: 'flex', justifyContent: 'flex-end', gap: 1, p: 1 }}
          >
            {question.after !== null && <Button onClick={newest}>{t('audit.newest')}</Button>}
            {olderCursor !== null && <Button onClick={() => older(olderCursor)}>{t('audit.older')}</Button>}
          </Box>
        )}
      </Paper>
    );
  }

  return (
    <Stack sx={{ gap: 2.5 }}>
      <div>
        <PageHeading title={t('nav.audit')} section={t('nav.myAccount')} />
        <Typography color="textSecondary">{t('audit.lead')}</Typography>
      </div>
      <AuditToolbar
        action={question.action}
        isOfOneSubject={question.subject !== null}
        onAction={chooseAction}
        onClear={clear}
        onRefresh={() => log.status === 'ready' && log.refresh()}
      />
      <FailureBoundary>{content()}</FailureBoundary>
    </Stack>
  );
}
