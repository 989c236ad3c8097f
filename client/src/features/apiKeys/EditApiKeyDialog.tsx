import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../lib/paths';
import { useFormat } from '../../lib/useFormat';
import { useLeaveGuard } from '../../lib/useLeaveGuard';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DialogFrame } from '../../ui/DialogFrame';
import { useNotify } from '../../ui/Notifications';
import { type ApiKeyFormValues, valuesOf } from './apiKeyForm';
import { EditApiKeyForm } from './EditApiKeyForm';
import type { RenderModelPicker } from './modelPickerSlot';
import type { ApiKeyDetails } from './useApiKey';

interface EditApiKeyDialogProps {
  /** The key as it was when the dialog opened. */
  readonly apiKey: ApiKeyDetails;
  readonly keyLimit: number;
  /** The operator's rule for the life of keys, in days; null for none. */
  readonly maxLifetimeDays: number | null;
  readonly renderModelPicker: RenderModelPicker;
  readonly onModelGone: () => void;
  readonly listSearch: string;
}

/** Changes name, permission, expiration, limits or note. */
export function EditApiKeyDialog(props: EditApiKeyDialogProps) {
  const { keyLimit, maxLifetimeDays, renderModelPicker, onModelGone, listSearch } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const notify = useNotify();
  // What the form began from: kept, while the list behind already shows the new name.
  const [base, setBase] = useState(props.apiKey);
  const { locale } = useFormat();
  const form = useForm<ApiKeyFormValues>({ defaultValues: valuesOf(base, locale), shouldFocusError: true });
  const guard = useLeaveGuard({ isGuarded: form.formState.isDirty });

  function backToList() {
    void navigate({ pathname: paths.apiKeys, search: listSearch });
  }

  function finish(outcome: 'saved' | 'unchanged') {
    guard.release();
    if (outcome === 'saved') notify(t('keyEdit.saved'));
    backToList();
  }

  function startFrom(latest: ApiKeyDetails) {
    setBase(latest);
    form.reset(valuesOf(latest, locale));
  }

  return (
    <>
      <DialogFrame title={t('keyEdit.title')} onClose={backToList}>
        <EditApiKeyForm
          form={form}
          base={base}
          keyLimit={keyLimit}
          maxLifetimeDays={maxLifetimeDays}
          renderModelPicker={renderModelPicker}
          onModelGone={onModelGone}
          onLatest={startFrom}
          onDone={finish}
          onCancel={backToList}
        />
      </DialogFrame>
      <ConfirmDialog
        isOpen={guard.isAsking}
        title={t('keyForm.discardEditTitle')}
        text={t('keyForm.discardText')}
        stay={t('keyForm.keepEditing')}
        leave={t('keyForm.discard')}
        onStay={guard.stay}
        onLeave={guard.leave}
      />
    </>
  );
}
