import Alert from '@mui/material/Alert';
import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import type { ApiKeyFormValues } from './apiKeyForm';
import { shrinkageOf } from './shrinkage';
import type { ApiKeyRow } from './useApiKeys';

interface ShrinkNoticeProps {
  readonly apiKey: ApiKeyRow;
  readonly control: Control<ApiKeyFormValues>;
}

/** Names what the key will be refused from now on, before it is saved. */
export function ShrinkNotice({ apiKey, control }: ShrinkNoticeProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [permission, modelIds] = useWatch({ control, name: ['permission', 'modelIds'] });
  const shrinkage = shrinkageOf(apiKey, { permission, modelIds });
  if (shrinkage.kind === 'none') return null;
  const text =
    shrinkage.kind === 'allToSome'
      ? t('keyEdit.removingAll')
      : t('keyEdit.removing', { count: shrinkage.names.length, names: format.list(shrinkage.names) });
  return (
    <Alert severity="warning" role="status" sx={{ borderRadius: 0, px: 3, py: 0.5 }}>
      {text}
    </Alert>
  );
}
