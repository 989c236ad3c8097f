import { type RefObject, useEffect, useRef, useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../lib/paths';
import { useLeaveGuard } from '../../lib/useLeaveGuard';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DialogFrame } from '../../ui/DialogFrame';
import { useNotify } from '../../ui/Notifications';
import { SecretGuard } from '../../ui/SecretGuard';
import { type ApiKeyFormValues, newKeyValues } from './apiKeyForm';
import { CreateApiKeyForm } from './CreateApiKeyForm';
import type { RenderModelPicker } from './modelPickerSlot';
import { SecretOnce } from './SecretOnce';
import { type OfferedModel, snippetModel } from './snippetModel';
import { forgetUnsavedKey, rememberUnsavedKey } from './unsavedKey';
import type { CreatedApiKey } from './useCreateApiKey';

/** So small a catalogue begins with every model ticked. */
const TICK_ALL_UP_TO = 5;

interface CreateApiKeyDialogProps {
  readonly models: readonly OfferedModel[];
  readonly keyLimit: number;
  /** The operator's rule for the life of keys, in days; null for none. */
  readonly maxLifetimeDays: number | null;
  readonly renderModelPicker: RenderModelPicker;
  readonly onModelGone: () => void;
  /** The model that a link asks a key for: ticked at first. Null for none. */
  readonly wishedModel: string | null;
  /** The list's question, to return to when nothing was made. */
  readonly listSearch: string;
}

/** Two steps in one dialog: choose what the key may do, then save its secret. Neither can be lost by a slip. */
export function CreateApiKeyDialog(props: CreateApiKeyDialogProps) {
  const { models, listSearch } = props;
  const { t } = useTranslation();
  const navigate = useNavigate();
  const notify = useNotify();
  const title = useRef<HTMLHeadingElement>(null);
  // The secret lives here and nowhere else; it goes when the dialog goes.
  const [created, setCreated] = useState<{ apiKey: CreatedApiKey; model: string } | null>(null);
  const [isCopied, setCopied] = useState(false);

  function showSecret(apiKey: CreatedApiKey, values: ApiKeyFormValues) {
    rememberUnsavedKey(apiKey, new Date());
    setCreated({ apiKey, model: snippetModel(values, models) });
  }

  /** Every way out is a change of the address, which the guard of each step may hold up. */
  function close() {
    if (created === null) return void navigate({ pathname: paths.apiKeys, search: listSearch });
    if (isCopied) notify(t('secret.createdToast'));
    // To the plain list, newest first: there the new key is on top.
    void navigate(paths.apiKeys, { state: { createdId: created.apiKey.id } });
  }

  return (
    <DialogFrame title={t(created ? 'secret.title' : 'keyForm.createTitle')} titleRef={title} onClose={close}>
      {created ? (
        <SecretStep
          {...created}
          title={title}
          isCopied={isCopied}
          onCopied={() => setCopied(true)}
          onDone={close}
        />
      ) : (
        <FormStep {...props} onCreated={showSecret} onCancel={close} />
      )}
    </DialogFrame>
  );
}

interface FormStepProps extends CreateApiKeyDialogProps {
  readonly onCreated: (apiKey: CreatedApiKey, values: ApiKeyFormValues) => void;
  readonly onCancel: () => void;
}

function FormStep({ models, wishedModel, onCreated, ...rest }: FormStepProps) {
  const { maxLifetimeDays } = rest;
  const { t } = useTranslation();
  const form = useForm<ApiKeyFormValues>({
    defaultValues: newKeyValues(tickedAtFirst(models, wishedModel), maxLifetimeDays),
  });
  const guard = useLeaveGuard({ isGuarded: form.formState.isDirty });
  return (
    <>
      <CreateApiKeyForm {...rest} form={form} onCreated={(apiKey) => onCreated(apiKey, form.getValues())} />
      <ConfirmDialog
        isOpen={guard.isAsking}
        title={t('keyForm.discardTitle')}
        text={t('keyForm.discardText')}
        stay={t('keyForm.keepEditing')}
        leave={t('keyForm.discard')}
        onStay={guard.stay}
        onLeave={guard.leave}
      />
    </>
  );
}

interface SecretStepProps {
  readonly apiKey: CreatedApiKey;
  readonly model: string;
  readonly title: RefObject<HTMLHeadingElement | null>;
  readonly isCopied: boolean;
  readonly onCopied: () => void;
  readonly onDone: () => void;
}

function SecretStep({ apiKey, model, title, isCopied, onCopied, onDone }: SecretStepProps) {
  const { t } = useTranslation();
  const notify = useNotify();

  useEffect(() => title.current?.focus(), [title]);

  function markCopied() {
    forgetUnsavedKey();
    onCopied();
  }

  function leaveAnyway() {
    forgetUnsavedKey();
    notify(t('secret.createdToast'));
  }

  return (
    <>
      <SecretOnce
        created={apiKey}
        lead={t('secret.created', { name: apiKey.name })}
        model={model}
        onCopied={markCopied}
        onDone={onDone}
      />
      <SecretGuard isCopied={isCopied} onLeaveAnyway={leaveAnyway} />
    </>
  );
}

function tickedAtFirst(models: readonly OfferedModel[], wishedModel: string | null): readonly string[] {
  const available = models.filter((model) => model.isAvailable);
  const wished = available.filter((model) => model.id === wishedModel);
  if (wished.length > 0) return wished.map((model) => model.id);
  return available.length <= TICK_ALL_UP_TO ? available.map((model) => model.id) : [];
}
