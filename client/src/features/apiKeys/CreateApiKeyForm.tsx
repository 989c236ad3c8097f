import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../lib/failure';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import { BusyButton } from '../../ui/BusyButton';
import { useWaitText } from '../../ui/useWaitText';
import { ApiKeyFields } from './ApiKeyFields';
import { type ApiKeyFormValues, createInput, expirationOf } from './apiKeyForm';
import { expiresAtOf } from './expiration';
import { FormFailure } from './FormFailure';
import { FormShell } from './FormShell';
import type { RenderModelPicker } from './modelPickerSlot';
import { PermissionSummary } from './PermissionSummary';
import { fieldAtFault } from './serverFieldProblem';
import { type CreatedApiKey, useCreateApiKey } from './useCreateApiKey';

interface CreateApiKeyFormProps {
  readonly form: UseFormReturn<ApiKeyFormValues>;
  readonly keyLimit: number;
  /** The operator's rule for the life of keys, in days; null for none. */
  readonly maxLifetimeDays: number | null;
  readonly renderModelPicker: RenderModelPicker;
  readonly onCreated: (created: CreatedApiKey) => void;
  /** A chosen model is gone: the catalogue on screen is old. */
  readonly onModelGone: () => void;
  readonly onCancel: () => void;
}

export function CreateApiKeyForm(props: CreateApiKeyFormProps) {
  const { form, keyLimit, maxLifetimeDays, renderModelPicker, onCreated, onModelGone, onCancel } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const create = useCreateApiKey();
  const [failure, setFailure] = useState<Failure | null>(null);
  const waitText = useWaitText(failure);

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    const context = { now: new Date(), zone: browserTimeZone(), current: null, maxDays: maxLifetimeDays };
    const expiresAt = expiresAtOf(expirationOf(values), context);
    const outcome = await create(createInput(values, { expiresAt, locale: format.locale }));
    if (outcome.ok) return onCreated(outcome.value);
    const field = fieldAtFault(outcome.failure, values);
    if (field === null) return setFailure(outcome.failure);
    const isModelGone = outcome.failure.kind === 'refused' && outcome.failure.code === 'MODEL_NOT_AVAILABLE';
    if (isModelGone) onModelGone();
    const message = t(isModelGone ? 'keyForm.problem.modelGone' : 'keyForm.problem.notAccepted');
    form.setError(field, { message }, { shouldFocus: true });
  });

  const unreachable = (
    <>
      {t('keyForm.createUnreachable')}{' '}
      <Button size="small" color="inherit" onClick={onCancel}>
        {t('keyForm.checkList')}
      </Button>
    </>
  );
  return (
    <FormShell onSubmit={submit}>
      <DialogContent>
        {failure && <FormFailure failure={failure} keyLimit={keyLimit} unreachable={unreachable} />}
        <ApiKeyFields
          form={form}
          renderModelPicker={renderModelPicker}
          currentExpiresAt={null}
          maxLifetimeDays={maxLifetimeDays}
          currentName={null}
        />
      </DialogContent>
      <DialogActions sx={{ flexWrap: 'wrap', justifyContent: 'flex-end' }}>
        <PermissionSummary control={form.control} maxLifetimeDays={maxLifetimeDays} />
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <BusyButton
          type="submit"
          isBusy={form.formState.isSubmitting}
          waitText={waitText}
          busyText={t('keyForm.creating')}
        >
          {t('keyForm.create')}
        </BusyButton>
      </DialogActions>
    </FormShell>
  );
}
