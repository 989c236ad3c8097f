import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/ErrorNotice';
import { LoadingBlock } from '../../ui/LoadingBlock';
import { ModelChips } from './ModelChips';
import { useApiKey } from './useApiKey';

/** All models of one key, asked for when they are shown: the list knows the first ones only. */
export function KeyModels({ id }: { id: string }) {
  const { t } = useTranslation();
  const key = useApiKey(id);
  switch (key.status) {
    case 'loading':
      return <LoadingBlock rows={2} />;
    case 'failed':
      return <ErrorNotice title={t('keyEdit.loadFailed')} failure={key.failure} onRetry={key.retry} />;
    case 'missing':
      return t('keys.notFound');
    case 'ready':
      return <ModelChips models={key.apiKey.models} />;
  }
}
