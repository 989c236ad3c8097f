import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useViewer } from '../features/accounts/viewer';
import { providerName } from '../features/models/providerName';
import { useModels } from '../features/models/useModels';
import { CancelledUsage } from '../features/usage/CancelledUsage';
import { EmptyUsage } from '../features/usage/EmptyUsage';
import { FailedUsage } from '../features/usage/FailedUsage';
import { FilterChips } from '../features/usage/FilterChips';
import { TrailLinks } from '../features/usage/TrailLinks';
import { UsageActions } from '../features/usage/UsageActions';
import { UsageLoading } from '../features/usage/UsageLoading';
import { UsageReportView } from '../features/usage/UsageReportView';
import { UsageToolbar } from '../features/usage/UsageToolbar';
import { filteredModelIds } from '../features/usage/usageVariables';
import { useUsage } from '../features/usage/useUsage';
import { useUsageQuestion } from '../features/usage/useUsageQuestion';
import { FailureBoundary } from '../ui/FailureBoundary';
import { PageHeading } from '../ui/PageHeading';

/** My usage: one question in the address, one answer on the page. */
export function UsagePage() {
  const { t } = useTranslation();
  const { account } = useViewer();
  const { question, isUnderstood, ask } = useUsageQuestion(account.timeZone);
  const catalogue = useModels();
  const models = useMemo(
    () =>
      (catalogue.status === 'ready' ? catalogue.models : []).map((model) => ({
        ...model,
        providerName: providerName(model.provider),
      })),
    [catalogue],
  );
  const { frame, state, refresh } = useUsage({
    question,
    accountZone: account.timeZone,
    catalogue: catalogue.status === 'loading' ? null : models,
  });

  function content() {
    switch (state.status) {
      case 'loading':
        return <UsageLoading onCancel={state.cancel} />;
      case 'cancelled':
        return <CancelledUsage onRetry={state.retry} />;
      case 'failed':
        return <FailedUsage failure={state.failure} frame={frame} onRetry={state.retry} onAsk={ask} />;
      case 'empty':
        return (
          <Paper variant="outlined">
            <EmptyUsage reason={state.reason} frame={frame} onAsk={ask} onRefresh={refresh} />
          </Paper>
        );
      case 'ready':
        return <UsageReportView usage={state} question={question} onAsk={ask} providerName={providerName} />;
    }
  }

  return (
    <Stack sx={{ gap: 2.5 }}>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', justifyContent: 'space-between', gap: 1 }}>
        <PageHeading title={t('nav.usage')} section={t('nav.myAccount')} />
        <UsageActions
          question={question}
          frame={frame}
          modelIds={filteredModelIds(question, models)}
          onAsk={ask}
          onRefresh={refresh}
        />
      </Box>
      {!isUnderstood && <Alert severity="info">{t('usage.linkNotUnderstood')}</Alert>}
      <UsageToolbar
        question={question}
        frame={frame}
        onAsk={ask}
        accountZone={account.timeZone}
        models={models}
      />
      <FilterChips question={question} models={models} onAsk={ask} />
      <TrailLinks question={question} zone={frame.zone} onAsk={ask} />
      <FailureBoundary>{content()}</FailureBoundary>
    </Stack>
  );
}
