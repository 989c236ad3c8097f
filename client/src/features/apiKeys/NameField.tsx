import { INPUT_LIMITS } from '@keymeter/shared';
import InputAdornment from '@mui/material/InputAdornment';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormTextField } from '../../ui/FormTextField';
import { type ApiKeyFormValues, characters, cleanName, nameProblem } from './apiKeyForm';
import { useIsNameTaken } from './useApiKeyNames';

interface NameFieldProps {
  readonly form: UseFormReturn<ApiKeyFormValues>;
  readonly currentName: string | null;
}

/** The name of a key, with the count of its characters. Password managers are asked to leave it alone: it is no login. */
export function NameField({ form, currentName }: NameFieldProps) {
  const { t } = useTranslation();
  const name = useWatch({ control: form.control, name: 'name' });
  const isTaken = useIsNameTaken(name) && cleanName(name) !== currentName;
  const max = INPUT_LIMITS.nameLength;
  const counter = <InputAdornment position="end">{`${characters(cleanName(name))}/${max}`}</InputAdornment>;
  return (
    <FormTextField
      label={t('keyForm.name')}
      required
      autoFocus
      registration={form.register('name', {
        validate: (value) => {
          const problem = nameProblem(value);
          return problem === null || t(`keyForm.problem.${problem}`, { max });
        },
      })}
      problem={form.formState.errors.name?.message}
      helperText={isTaken ? t('keyForm.nameTaken') : t('keyForm.nameHint')}
      slotProps={{
        input: { endAdornment: counter },
        htmlInput: { autoComplete: 'off', 'data-1p-ignore': true, 'data-lpignore': 'true' },
        formHelperText: { role: 'status', ...(isTaken ? { sx: { color: 'warning.main' } } : {}) },
      }}
    />
  );
}
