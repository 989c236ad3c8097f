import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { canRotate } from '../features/apiKeys/apiKeyStanding';
import { MissingKeyDialog } from '../features/apiKeys/MissingKeyDialog';
import { RotateApiKeyDialog } from '../features/apiKeys/RotateApiKeyDialog';
import type { ApiKeyDetails } from '../features/apiKeys/useApiKey';
import { useApiKey } from '../features/apiKeys/useApiKey';
import { PendingDialog } from './PendingDialog';

/** The dialog of /account/keys/:id/rotate. */
export function RotateApiKeyPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { search } = useLocation();
  const key = useApiKey(id);
  // The key as it was: nothing that happens to it elsewhere may take the dialog away while it shows a secret.
  const [begun, setBegun] = useState<ApiKeyDetails | null>(null);
  if (key.status === 'ready' && begun?.id !== id) setBegun(key.apiKey);
  if (key.status === 'missing') return <MissingKeyDialog reason="gone" listSearch={search} />;
  if (key.status !== 'ready') {
    return <PendingDialog title={t('keyRotate.submit')} failedTitle={t('keyEdit.loadFailed')} state={key} />;
  }
  const apiKey = begun ?? key.apiKey;
  if (!canRotate(apiKey)) return <MissingKeyDialog reason="stopped" listSearch={search} />;
  return <RotateApiKeyDialog key={apiKey.id} apiKey={apiKey} listSearch={search} />;
}
