import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../lib/failure';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import { type ApiKeyFormValues, expirationOf, updateInput } from './apiKeyForm';
import { expiresAtOf } from './expiration';
import { fieldAtFault } from './serverFieldProblem';
import type { ApiKeyDetails } from './useApiKey';
import { useUpdateApiKey } from './useUpdateApiKey';

/** Why the change was not made: someone else was quicker, or anything else. */
export type EditRefusal = { kind: 'conflict' } | { kind: 'failed'; failure: Failure };

interface EditFormOptions {
  readonly form: UseFormReturn<ApiKeyFormValues>;
  readonly base: ApiKeyDetails;
  readonly maxLifetimeDays: number | null;
  readonly onModelGone: () => void;
  readonly onLatest: (latest: ApiKeyDetails) => void;
  readonly onDone: (outcome: 'saved' | 'unchanged') => void;
}

interface EditForm {
  readonly refusal: EditRefusal | null;
  readonly submit: () => Promise<void>;
  /** Gives up what was entered and begins from the key as it is now. */
  readonly loadLatest: () => void;
  /** Sends the change again without asking what it was based on. */
  readonly overwrite: () => void;
}

/** Sends what differs, with the version it is based on; nothing different sends nothing. */
export function useEditForm(options: EditFormOptions): EditForm {
  const { form, base, maxLifetimeDays, onModelGone, onLatest, onDone } = options;
  const { t } = useTranslation();
  const format = useFormat();
  const { update, loadLatest } = useUpdateApiKey();
  const [refusal, setRefusal] = useState<EditRefusal | null>(null);

  async function save(values: ApiKeyFormValues, version: { version: number } | Record<string, never>) {
    setRefusal(null);
    const context = {
      now: new Date(),
      zone: browserTimeZone(),
      current: base.expiresAt,
      maxDays: maxLifetimeDays,
    };
    const expiresAt = expiresAtOf(expirationOf(values), context);
    const change = updateInput(base, values, { expiresAt, locale: format.locale });
    if (change === null) return onDone('unchanged');
    const outcome = await update({ apiKey: base, input: { id: base.id, ...version, ...change } });
    if (outcome.ok) return onDone('saved');
    explain(outcome.failure, values);
  }

  function explain(failure: Failure, values: ApiKeyFormValues) {
    if (failure.kind === 'refused' && failure.code === 'CONFLICT') return setRefusal({ kind: 'conflict' });
    const field = fieldAtFault(failure, values);
    if (field === null) return setRefusal({ kind: 'failed', failure });
    const isModelGone = failure.kind === 'refused' && failure.code === 'MODEL_NOT_AVAILABLE';
    if (isModelGone) onModelGone();
    const message = t(isModelGone ? 'keyForm.problem.modelGone' : 'keyForm.problem.notAccepted');
    form.setError(field, { message }, { shouldFocus: true });
  }

  async function startAnew() {
    const outcome = await loadLatest(base.id);
    if (!outcome.ok) return setRefusal({ kind: 'failed', failure: outcome.failure });
    if (outcome.value === null) {
      return setRefusal({
        kind: 'failed',
        failure: { kind: 'refused', code: 'NOT_FOUND', field: null, requestId: null },
      });
    }
    setRefusal(null);
    onLatest(outcome.value);
  }

  return {
    refusal,
    submit: form.handleSubmit((values) => save(values, { version: base.version })),
    loadLatest: () => void startAnew(),
    overwrite: () => void form.handleSubmit((values) => save(values, {}))(),
  };
}
