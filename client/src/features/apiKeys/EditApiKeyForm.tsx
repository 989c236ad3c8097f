import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Stack from '@mui/material/Stack';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { BusyButton } from '../../ui/BusyButton';
import { useWaitText } from '../../ui/useWaitText';
import { ApiKeyFields } from './ApiKeyFields';
import type { ApiKeyFormValues } from './apiKeyForm';
import { ConflictNotice } from './ConflictNotice';
import { FormFailure } from './FormFailure';
import { FormShell } from './FormShell';
import type { RenderModelPicker } from './modelPickerSlot';
import { ShrinkNotice } from './ShrinkNotice';
import type { ApiKeyDetails } from './useApiKey';
import { useEditForm } from './useEditForm';

interface EditApiKeyFormProps {
  readonly form: UseFormReturn<ApiKeyFormValues>;
  /** What the form began from. */
  readonly base: ApiKeyDetails;
  readonly keyLimit: number;
  /** The operator's rule for the life of keys, in days; null for none. */
  readonly maxLifetimeDays: number | null;
  readonly renderModelPicker: RenderModelPicker;
  readonly onModelGone: () => void;
  readonly onLatest: (latest: ApiKeyDetails) => void;
  readonly onDone: (outcome: 'saved' | 'unchanged') => void;
  readonly onCancel: () => void;
}

export function EditApiKeyForm(props: EditApiKeyFormProps) {
  const { form, base, keyLimit, maxLifetimeDays, renderModelPicker, onCancel } = props;
  const { onModelGone, onLatest, onDone } = props;
  const { t } = useTranslation();
  const edit = useEditForm({ form, base, maxLifetimeDays, onModelGone, onLatest, onDone });
  const { refusal } = edit;
  const waitText = useWaitText(refusal?.kind === 'failed' ? refusal.failure : null);

  return (
    <FormShell onSubmit={edit.submit}>
      <DialogContent>
        <Stack sx={{ gap: 2 }}>
          {refusal?.kind === 'conflict' && (
            <ConflictNotice onLoadLatest={edit.loadLatest} onOverwrite={edit.overwrite} />
          )}
          {refusal?.kind === 'failed' && (
            <FormFailure
              failure={refusal.failure}
              keyLimit={keyLimit}
              unreachable={t('keyEdit.unreachable')}
            />
          )}
          <ApiKeyFields
            form={form}
            renderModelPicker={renderModelPicker}
            currentExpiresAt={base.expiresAt}
            maxLifetimeDays={maxLifetimeDays}
            currentName={base.name}
          />
        </Stack>
      </DialogContent>
      <ShrinkNotice apiKey={base} control={form.control} />
      <DialogActions>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <BusyButton
          type="submit"
          isBusy={form.formState.isSubmitting}
          waitText={waitText}
          busyText={t('keyEdit.saving')}
        >
          {t('keyEdit.save')}
        </BusyButton>
      </DialogActions>
    </FormShell>
  );
}
