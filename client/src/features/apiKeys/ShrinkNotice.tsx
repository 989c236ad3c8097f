import Alert from '@mui/material/Alert';
import { type Control, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import type { ApiKeyFormValues } from './apiKeyForm';
import { type Shrinkage, shrinkageOf } from './shrinkage';
import type { ApiKeyDetails } from './useApiKey';
import { useModelRequests } from './useModelRequests';

/** Models whose calls are counted one by one; of more only the most called. */
const MOST_COUNTED = 3;
const MOST_NAMED = 8;

interface ShrinkNoticeProps {
  readonly apiKey: ApiKeyDetails;
  readonly control: Control<ApiKeyFormValues>;
}

/** Names what the key will be refused from now on, and who used it, before it is saved. */
export function ShrinkNotice({ apiKey, control }: ShrinkNoticeProps) {
  const [permission, modelIds] = useWatch({ control, name: ['permission', 'modelIds'] });
  const shrinkage = shrinkageOf(apiKey, { permission, modelIds });
  if (shrinkage.kind === 'none') return null;
  return (
    <Alert severity="warning" role="status" sx={{ borderRadius: 0, px: 3, py: 0.5 }}>
      <ShrinkText shrinkage={shrinkage} />
      <LostCalls apiKey={apiKey} keptIds={modelIds} />
    </Alert>
  );
}

function ShrinkText({ shrinkage }: { shrinkage: Exclude<Shrinkage, { kind: 'none' }> }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (shrinkage.kind === 'allToSome') return t('keyEdit.removingAll');
  const { names } = shrinkage;
  const more = names.length - MOST_NAMED;
  const named = more > 0 ? [...names.slice(0, MOST_NAMED), t('keyEdit.andMore', { count: more })] : names;
  return t('keyEdit.removing', { count: names.length, names: format.list(named) });
}

/** How often the key called what it would lose; nothing when it did not. */
function LostCalls({ apiKey, keptIds }: { apiKey: ApiKeyDetails; keptIds: readonly string[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const kept = new Set(keptIds);
  const had = new Set(apiKey.models.map(({ id }) => id));
  const lost = useModelRequests(apiKey.id).filter(({ id }) => had.has(id) && !kept.has(id));
  return lost
    .slice(0, MOST_COUNTED)
    .map(({ id, name, requests }) => (
      <div key={id}>{t('keyEdit.used', { name, count: requests, times: format.count(requests) })}</div>
    ));
}
