import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { useViewer } from '../features/accounts/viewer';
import { useApiKeyNames } from '../features/apiKeys/useApiKeyNames';
import { useModels } from '../features/models/useModels';
import { EmptyUsage } from '../features/usage/EmptyUsage';
import { UsageLoading } from '../features/usage/UsageLoading';
import { UsageReportView } from '../features/usage/UsageReportView';
import { UsageToolbar } from '../features/usage/UsageToolbar';
import { useUsage } from '../features/usage/useUsage';
import { useUsageQuestion } from '../features/usage/useUsageQuestion';
import { ErrorNotice } from '../ui/ErrorNotice';
import { FailureBoundary } from '../ui/FailureBoundary';
import { RefreshIcon } from '../ui/icons';
import { PageHeading } from '../ui/PageHeading';

/** My usage: one question in the address, one answer on the page. */
export function UsagePage() {
  const { t } = useTranslation();
  const { account } = useViewer();
  const { question, isUnderstood, ask } = useUsageQuestion();
  const { frame, state, refresh } = useUsage(question, account.timeZone);
  const models = useModels();
  const apiKeys = useApiKeyNames().map(({ id, name, maskedKey, status }) => ({
    id,
    name,
    hint: `…${maskedKey.slice(-4)}${status === 'REVOKED' ? ` · ${t('usage.filter.revoked')}` : ''}`,
  }));

  function content() {
    switch (state.status) {
      case 'loading':
        return <UsageLoading />;
      case 'failed':
        return <ErrorNotice title={t('usage.loadFailed')} failure={state.failure} onRetry={state.retry} />;
      case 'empty':
        return (
          <Paper variant="outlined">
            <EmptyUsage reason={state.reason} frame={frame} onAsk={ask} />
          </Paper>
        );
      case 'ready':
        return <UsageReportView usage={state} question={question} onAsk={ask} />;
    }
  }

  return (
    <Stack sx={{ gap: 2.5 }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 2 }}>
        <PageHeading title={t('nav.usage')} section={t('nav.myAccount')} />
        <Tooltip title={t('action.refresh')}>
          <IconButton onClick={refresh}>
            <RefreshIcon fontSize="small" />
          </IconButton>
        </Tooltip>
      </Box>
      {!isUnderstood && <Alert severity="info">{t('usage.linkNotUnderstood')}</Alert>}
      <UsageToolbar
        question={question}
        frame={frame}
        onAsk={ask}
        accountZone={account.timeZone}
        apiKeys={apiKeys}
        models={models.status === 'ready' ? models.models : []}
      />
      <FailureBoundary>{content()}</FailureBoundary>
    </Stack>
  );
}
