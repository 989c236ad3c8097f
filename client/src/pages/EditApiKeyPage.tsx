import { useTranslation } from 'react-i18next';
import { useLocation, useParams } from 'react-router';
import { useViewer } from '../features/accounts/viewer';
import { EditApiKeyDialog } from '../features/apiKeys/EditApiKeyDialog';
import { MissingKeyDialog } from '../features/apiKeys/MissingKeyDialog';
import { useApiKey } from '../features/apiKeys/useApiKey';
import { ModelPicker } from '../features/models/ModelPicker';
import { useModels } from '../features/models/useModels';
import { PendingDialog } from './PendingDialog';

/** The dialog of /account/keys/:id/edit. */
export function EditApiKeyPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { search } = useLocation();
  const { account } = useViewer();
  const key = useApiKey(id);
  const models = useModels();

  if (key.status === 'missing') return <MissingKeyDialog reason="gone" listSearch={search} />;
  if (key.status !== 'ready') {
    return <PendingDialog title={t('keyEdit.title')} failedTitle={t('keyEdit.loadFailed')} state={key} />;
  }
  if (models.status !== 'ready') {
    return (
      <PendingDialog title={t('keyEdit.title')} failedTitle={t('keyForm.modelsFailed')} state={models} />
    );
  }
  const { apiKey } = key;
  if (apiKey.status === 'REVOKED') return <MissingKeyDialog reason="revoked" listSearch={search} />;
  const nameOf = (modelId: string) => apiKey.models.find((model) => model.id === modelId)?.name ?? modelId;
  return (
    <EditApiKeyDialog
      key={apiKey.id}
      apiKey={apiKey}
      keyLimit={account.apiKeyLimit}
      maxLifetimeDays={account.apiKeyMaxLifetimeDays}
      onModelGone={models.refresh}
      listSearch={search}
      renderModelPicker={(slot) => <ModelPicker models={models.models} nameOf={nameOf} {...slot} />}
    />
  );
}
