import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { useViewer } from '../features/accounts/viewer';
import { MissingKeyDialog } from '../features/apiKeys/MissingKeyDialog';
import { RevokeApiKeyDialog } from '../features/apiKeys/RevokeApiKeyDialog';
import { useApiKey } from '../features/apiKeys/useApiKey';
import { PendingDialog } from './PendingDialog';

/** The dialog of /account/keys/:id/revoke. A revoked key may be revoked again: it costs nothing and proves it once more. */
export function RevokeApiKeyPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { search } = useLocation();
  const { account } = useViewer();
  const key = useApiKey(id);
  if (key.status === 'missing') return <MissingKeyDialog reason="gone" listSearch={search} />;
  if (key.status !== 'ready') {
    return <PendingDialog title={t('keyRevoke.submit')} failedTitle={t('keyEdit.loadFailed')} state={key} />;
  }
  return (
    <RevokeApiKeyDialog key={key.apiKey.id} apiKey={key.apiKey} listSearch={search} zone={account.timeZone} />
  );
}
