import { INPUT_LIMITS } from '@keymeter/shared';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormTextField } from '../../ui/FormTextField';
import { type ApiKeyFormValues, characters } from './apiKeyForm';

/** What the members of the account want to remember of the key. */
export function NoteField({ form }: { form: UseFormReturn<ApiKeyFormValues> }) {
  const { t } = useTranslation();
  const max = INPUT_LIMITS.noteLength;
  return (
    <FormTextField
      label={t('keyForm.note')}
      multiline
      minRows={2}
      maxRows={6}
      registration={form.register('note', {
        validate: (note) => characters(note.trim()) <= max || t('keyForm.problem.noteLong', { max }),
      })}
      problem={form.formState.errors.note?.message}
      helperText={t('keyForm.noteHint')}
    />
  );
}
