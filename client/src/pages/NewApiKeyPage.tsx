import { useTranslation } from 'react-i18next';
import { Navigate, useLocation } from 'react-router';
import { useViewer } from '../features/accounts/viewer';
import { CreateApiKeyDialog } from '../features/apiKeys/CreateApiKeyDialog';
import { ModelPicker } from '../features/models/ModelPicker';
import { useModels } from '../features/models/useModels';
import { paths } from '../lib/paths';
import { PendingDialog } from './PendingDialog';

/** The dialog of /account/keys/new. */
export function NewApiKeyPage() {
  const { t } = useTranslation();
  const { account } = useViewer();
  const { search } = useLocation();
  const models = useModels();

  if (!account.plan.isPaid) return <Navigate to={paths.apiKeys} replace />;
  if (models.status !== 'ready') {
    return (
      <PendingDialog
        title={t('keyForm.createTitle')}
        failedTitle={t('keyForm.modelsFailed')}
        state={models}
      />
    );
  }
  const nameOf = (id: string) => models.models.find((model) => model.id === id)?.name ?? id;
  return (
    <CreateApiKeyDialog
      models={models.models}
      keyLimit={account.apiKeyLimit}
      maxLifetimeDays={account.apiKeyMaxLifetimeDays}
      onModelGone={models.refresh}
      wishedModel={new URLSearchParams(search).get('for')}
      listSearch={search}
      renderModelPicker={(slot) => <ModelPicker models={models.models} nameOf={nameOf} {...slot} />}
    />
  );
}
