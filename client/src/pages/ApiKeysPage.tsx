import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import useMediaQuery from '@mui/material/useMediaQuery';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { ContactButton, PaidPlanGate } from '../features/accounts/PaidPlanGate';
import { useViewer } from '../features/accounts/viewer';
import { ApiKeyList } from '../features/apiKeys/ApiKeyList';
import { BaseUrl } from '../features/apiKeys/BaseUrl';
import { CreateButton } from '../features/apiKeys/CreateButton';
import { EmptyKeys } from '../features/apiKeys/EmptyKeys';
import { ListTools } from '../features/apiKeys/ListTools';
import { RevocationNotice } from '../features/apiKeys/RevocationNotice';
import { SelectionBar } from '../features/apiKeys/SelectionBar';
import { UnsavedKeyNotice } from '../features/apiKeys/UnsavedKeyNotice';
import { type ApiKeysState, type ListedApiKey, useApiKeys } from '../features/apiKeys/useApiKeys';
import { useFocusAfterDialog } from '../features/apiKeys/useFocusAfterDialog';
import { type KeySelection, useKeySelection } from '../features/apiKeys/useKeySelection';
import { type ListQuestionControl, useListQuestion } from '../features/apiKeys/useListQuestion';
import { useModels } from '../features/models/useModels';
import { ErrorNotice } from '../ui/ErrorNotice';
import { FailureBoundary } from '../ui/FailureBoundary';
import { LoadingBlock } from '../ui/LoadingBlock';
import { PageHeading } from '../ui/PageHeading';

/** What the dialogs over the list may know of it. */
export interface ListBehind {
  /** The keys that are shown, in their order. */
  readonly shownIds: readonly string[];
  readonly selection: KeySelection;
}

const NO_KEYS: readonly ListedApiKey[] = [];

/** My API Keys: the list, and over it the dialogs that its addresses name. */
export function ApiKeysPage() {
  const { t } = useTranslation();
  const { account } = useViewer();
  const control = useListQuestion();
  const list = useApiKeys(control.question);
  const models = useModels();
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const shown = list.status === 'ready' ? list.apiKeys : NO_KEYS;
  const shownIds = useMemo(() => shown.map(({ id }) => id), [shown]);
  const selection = useKeySelection(shown);
  const highlightedId = useFocusAfterDialog(shownIds);

  const isPaid = account.plan.isPaid;
  const neverHadKeys = list.status === 'empty' && list.reason === 'never';
  const isGated = !isPaid && neverHadKeys;
  const limit = limitReached(list, account.apiKeyLimit);
  const obstacle = isPaid ? limit && t('keys.limitReached', limit) : t('error.paidPlanRequired');
  const createButton = !neverHadKeys && list.status !== 'loading' && <CreateButton obstacle={obstacle} />;
  const selectionBar = selection.keys.length > 0 && <SelectionBar selection={selection} />;
  const foot = selectionBar || createButton;

  return (
    <Stack sx={{ gap: 2.5 }}>
      <Box sx={HEAD}>
        <PageHeading title={t('nav.keys')} section={t('nav.myAccount')} />
        {!isPhone && createButton}
      </Box>
      {!isGated && <BaseUrl />}
      <UnsavedKeyNotice />
      <RevocationNotice />
      {!isPaid && !isGated && list.status !== 'loading' && (
        <Alert severity="warning" action={<ContactButton variant="text" />}>
          {t('gate.lapsed')}
        </Alert>
      )}
      {(list.status === 'ready' || list.status === 'empty') && !neverHadKeys && (
        <ListTools
          control={control}
          models={models.status === 'ready' ? models.models : []}
          selection={selection}
          onRefresh={list.refresh}
        />
      )}
      <FailureBoundary>
        <Content
          list={list}
          zone={account.timeZone}
          control={control}
          selection={selection}
          highlightedId={highlightedId}
          isGated={isGated}
          create={<CreateButton obstacle={obstacle} isMain={false} />}
        />
      </FailureBoundary>
      {isPhone && foot && <Box sx={STICKY_FOOT}>{foot}</Box>}
      <Outlet context={{ shownIds, selection } satisfies ListBehind} />
    </Stack>
  );
}

/** How many keys there are of how many; null while there is room, or while nobody knows. */
function limitReached(state: ApiKeysState, limit: number): { used: number; count: number } | null {
  if (state.status !== 'ready' && state.status !== 'empty') return null;
  const used = state.counts.unrevoked;
  return used < limit ? null : { used, count: limit };
}

interface ContentProps {
  readonly list: ApiKeysState;
  readonly zone: string;
  readonly control: ListQuestionControl;
  readonly selection: KeySelection;
  readonly highlightedId: string | null;
  readonly isGated: boolean;
  readonly create: ReactNode;
}

/** The keys, or what stands in their place. */
function Content({ list, zone, control, selection, highlightedId, isGated, create }: ContentProps) {
  const { t } = useTranslation();
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
            create={create}
            onShowRevoked={() => control.ask({ statuses: ['revoked'] })}
            onClear={control.clear}
          />
        </Paper>
      );
    case 'ready':
      return (
        <ApiKeyList
          list={list}
          zone={zone}
          control={control}
          selection={selection}
          highlightedId={highlightedId}
        />
      );
  }
}

const HEAD = {
  display: 'flex',
  flexWrap: 'wrap',
  justifyContent: 'space-between',
  alignItems: 'center',
  gap: 2,
} as const;

/** Within reach of the thumb, whatever the length of the list. */
const STICKY_FOOT = {
  position: 'sticky',
  bottom: 0,
  // Above the labels of fields, which have a layer of their own.
  zIndex: 2,
  mx: -2,
  mb: -2.5,
  px: 2,
  py: 1.5,
  display: 'grid',
  bgcolor: 'background.paper',
  borderTop: 1,
  borderColor: 'divider',
} as const;
