import FormControlLabel from '@mui/material/FormControlLabel';
import FormLabel from '@mui/material/FormLabel';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import { type UseFormReturn, useController } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import type { ApiKeyFormValues } from './apiKeyForm';
import type { RenderModelPicker } from './modelPickerSlot';

interface PermissionFieldProps {
  readonly form: UseFormReturn<ApiKeyFormValues>;
  readonly renderModelPicker: RenderModelPicker;
}

/** Which models the key may call. Two radio buttons, so that an empty list never means all. */
export function PermissionField({ form, renderModelPicker }: PermissionFieldProps) {
  const { t } = useTranslation();
  const hintId = useId();
  const { control } = form;
  const permission = useController({ control, name: 'permission' });
  const isSome = permission.field.value === 'some';
  const models = useController({
    control,
    name: 'modelIds',
    rules: {
      validate: (ids, values) =>
        values.permission === 'all' || ids.length > 0 || t('keyForm.problem.noModel'),
    },
  });

  return (
    <Stack
      component="fieldset"
      aria-describedby={hintId}
      sx={{ border: 0, p: 0, m: 0, minWidth: 0, gap: 0.5 }}
    >
      <FormLabel component="legend" required sx={{ color: 'text.primary', fontWeight: 600, p: 0 }}>
        {t('keyForm.permission')}
      </FormLabel>
      <Typography id={hintId} color="textSecondary">
        {t('keyForm.permissionHint')}
      </Typography>
      <RadioGroup
        row
        aria-label={t('keyForm.permission')}
        name={permission.field.name}
        value={permission.field.value}
        onChange={(_event, value) => {
          permission.field.onChange(value);
          form.clearErrors('modelIds');
        }}
      >
        <FormControlLabel value="some" control={<Radio size="small" />} label={t('keyForm.someModels')} />
        <FormControlLabel value="all" control={<Radio size="small" />} label={t('keyForm.allModels')} />
      </RadioGroup>
      {isSome &&
        renderModelPicker({
          selected: models.field.value,
          onChange: models.field.onChange,
          problem: models.fieldState.error?.message,
          searchRef: models.field.ref,
        })}
    </Stack>
  );
}
