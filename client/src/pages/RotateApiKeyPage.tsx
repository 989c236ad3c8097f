import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { canRotate } from '../features/apiKeys/apiKeyStanding';
import { MissingKeyDialog } from '../features/apiKeys/MissingKeyDialog';
import { RotateApiKeyDialog } from '../features/apiKeys/RotateApiKeyDialog';
import { useApiKey } from '../features/apiKeys/useApiKey';
import { PendingDialog } from './PendingDialog';

/** The dialog of /account/keys/:id/rotate. */
export function RotateApiKeyPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { search } = useLocation();
  const key = useApiKey(id);
  if (key.status === 'missing') return <MissingKeyDialog reason="gone" listSearch={search} />;
  if (key.status !== 'ready') {
    return <PendingDialog title={t('keyRotate.submit')} failedTitle={t('keyEdit.loadFailed')} state={key} />;
  }
  if (!canRotate(key.apiKey)) return <MissingKeyDialog reason="stopped" listSearch={search} />;
  return <RotateApiKeyDialog key={key.apiKey.id} apiKey={key.apiKey} listSearch={search} />;
}
