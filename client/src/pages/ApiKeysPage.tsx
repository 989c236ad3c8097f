import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { ContactButton, PaidPlanGate } from '../features/accounts/PaidPlanGate';
import { useViewer } from '../features/accounts/viewer';
import { ApiKeyList } from '../features/apiKeys/ApiKeyList';
import { ApiKeyToolbar } from '../features/apiKeys/ApiKeyToolbar';
import { BaseUrl } from '../features/apiKeys/BaseUrl';
import { CreateButton } from '../features/apiKeys/CreateButton';
import { EmptyKeys } from '../features/apiKeys/EmptyKeys';
import { ExpiryNotice } from '../features/apiKeys/ExpiryNotice';
import { UnsavedKeyNotice } from '../features/apiKeys/UnsavedKeyNotice';
import { type ApiKeysState, useApiKeys } from '../features/apiKeys/useApiKeys';
import { useFocusAfterDialog } from '../features/apiKeys/useFocusAfterDialog';
import { useListQuestion } from '../features/apiKeys/useListQuestion';
import { useModels } from '../features/models/useModels';
import { ErrorNotice } from '../ui/ErrorNotice';
import { FailureBoundary } from '../ui/FailureBoundary';
import { LoadingBlock } from '../ui/LoadingBlock';
import { PageHeading } from '../ui/PageHeading';

/** My API Keys: the list, and over it the dialogs that its addresses name. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  const { account } = useViewer();
  const control = useListQuestion();
  const list = useApiKeys(control.question);
  const models = useModels();
  const isNarrow = useMediaQuery((theme) => theme.breakpoints.down('md'));
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const shownIds = useMemo(() => (list.status === 'ready' ? list.apiKeys.map(({ id }) => id) : []), [list]);
  const highlightedId = useFocusAfterDialog(shownIds);

  const isPaid = account.plan.isPaid;
  const neverHadKeys = list.status === 'empty' && list.reason === 'never';
  const isGated = !isPaid && neverHadKeys;
  const obstacle = isPaid ? limitReached(list, account.apiKeyLimit) : t('error.paidPlanRequired');
  const hasToolbar = (list.status === 'ready' || list.status === 'empty') && !neverHadKeys;

  const createButton = !isGated && !neverHadKeys && list.status !== 'loading' && (
    <CreateButton obstacle={obstacle} />
  );

  function limitReached(state: ApiKeysState, limit: number): string | null {
    if (state.status !== 'ready' && state.status !== 'empty') return null;
    const used = state.counts.unrevoked;
    return used < limit ? null : t('keys.limitReached', { used, count: limit });
  }

  function content() {
    switch (list.status) {
      case 'loading':
        return <LoadingBlock rows={6} />;
      case 'failed':
        return <ErrorNotice title={t('keys.loadFailed')} failure={list.failure} onRetry={list.retry} />;
      case 'empty':
        if (isGated) return <PaidPlanGate />;
        return (
          <Paper variant="outlined">
            <EmptyKeys
              reason={list.reason}
              hidden={list.counts.revoked}
              create={<CreateButton obstacle={obstacle} isMain={false} />}
              onShowRevoked={() => control.ask({ statuses: ['revoked'] })}
              onClear={control.clear}
            />
          </Paper>
        );
      case 'ready':
        return <ApiKeyList list={list} control={control} highlightedId={highlightedId} />;
    }
  }

  return (
    <Stack sx={{ gap: 2.5 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          justifyContent: 'space-between',
          alignItems: 'center',
          gap: 2,
        }}
      >
        <PageHeading title={t('nav.keys')} section={t('nav.myAccount')} />
        {!isPhone && createButton}
      </Box>
      {!isGated && <BaseUrl />}
      <UnsavedKeyNotice />
      {!isPaid && !isGated && list.status !== 'loading' && (
        <Alert severity="warning" action={<ContactButton variant="text" />}>
          {t('gate.lapsed')}
        </Alert>
      )}
      {hasToolbar && (
        <>
          <ExpiryNotice onShow={() => control.ask({ statuses: ['active', 'limit'], sort: 'expiresAt' })} />
          <ApiKeyToolbar
            question={control.question}
            onAsk={control.ask}
            models={models.status === 'ready' ? models.models : []}
            onRefresh={list.refresh}
            hasSort={isNarrow}
          />
        </>
      )}
      <FailureBoundary>{content()}</FailureBoundary>
      {isPhone && createButton && <Box sx={STICKY_FOOT}>{createButton}</Box>}
      <Outlet context={shownIds} />
    </Stack>
  );
}

/** Within reach of the thumb, whatever the length of the list. */
const STICKY_FOOT = {
  position: 'sticky',
  bottom: 0,
  mx: -2,
  mb: -2.5,
  px: 2,
  py: 1.5,
  display: 'grid',
  bgcolor: 'background.paper',
  borderTop: 1,
  borderColor: 'divider',
} as const;
