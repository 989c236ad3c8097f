import { useTranslation } from 'react-i18next';
import { useLocation, useOutletContext, useParams } from 'react-router';
import { useViewer } from '../features/accounts/viewer';
import { ApiKeyDrawer } from '../features/apiKeys/ApiKeyDrawer';
import { MissingKeyDialog } from '../features/apiKeys/MissingKeyDialog';
import { useApiKey } from '../features/apiKeys/useApiKey';
import { RecentActivity } from '../features/audit/RecentActivity';
import type { ListBehind } from './ApiKeysPage';
import { PendingDialog } from './PendingDialog';

/** The detail of /account/keys/:id. */
export function ApiKeyPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { search } = useLocation();
  const { shownIds } = useOutletContext<ListBehind>();
  const { account } = useViewer();
  const key = useApiKey(id);
  if (key.status === 'missing') return <MissingKeyDialog reason="gone" listSearch={search} />;
  if (key.status !== 'ready') {
    return <PendingDialog title={t('keyDetail.title')} failedTitle={t('keyEdit.loadFailed')} state={key} />;
  }
  return (
    <ApiKeyDrawer
      apiKey={key.apiKey}
      zone={account.timeZone}
      listSearch={search}
      shownIds={shownIds}
      activity={<RecentActivity key={id} subjectId={id} />}
    />
  );
}
