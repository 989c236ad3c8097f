import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { type UseFormReturn, useController, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone, dayIn } from '../../lib/zonedTime';
import { FormTextField } from '../../ui/FormTextField';
import { type ApiKeyFormValues, expirationOf } from './apiKeyForm';
import { expirationChoices, expirationProblem, expiresAtOf, lastDay } from './expiration';

interface ExpirationFieldProps {
  readonly form: UseFormReturn<ApiKeyFormValues>;
  readonly currentExpiresAt: string | null;
  /** The operator's rule, in days; null for none. */
  readonly maxLifetimeDays: number | null;
}

/** When the key ends, and what that means in full, below. */
export function ExpirationField({ form, currentExpiresAt, maxLifetimeDays }: ExpirationFieldProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const zone = browserTimeZone();
  const [now] = useState(() => new Date());
  const choice = useController({ control: form.control, name: 'expiration' });
  const values = useWatch({ control: form.control });
  const context = { now, zone, current: currentExpiresAt, maxDays: maxLifetimeDays };
  const expiration = { choice: values.expiration ?? 'never', customDay: values.customDay ?? '' };
  const expiresAt = expiresAtOf(expiration, context);
  const isCustom = expiration.choice === 'custom';
  // A key that never ends may stay so when the rule came later.
  const mayStayForever = maxLifetimeDays !== null && form.formState.defaultValues?.expiration === 'never';

  const echo = () => {
    if (expiresAt !== null) return t('keyForm.expiresOn', { date: format.minute(new Date(expiresAt), zone) });
    return isCustom ? undefined : t('keyForm.expiresNever');
  };

  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, alignItems: 'flex-start' }}>
      <TextField
        select
        label={t('keyForm.expiration')}
        value={choice.field.value}
        onChange={choice.field.onChange}
        helperText={
          <>
            {echo()} {maxLifetimeDays !== null && t('keyForm.maxLifetime', { count: maxLifetimeDays })}
          </>
        }
        sx={{ flex: '1 1 16rem' }}
      >
        {currentExpiresAt !== null && (
          <MenuItem value="keep">
            {t('keyForm.expirationChoice.keep', { date: format.date(new Date(currentExpiresAt), zone) })}
          </MenuItem>
        )}
        {mayStayForever && <MenuItem value="never">{t('keyForm.expirationChoice.never')}</MenuItem>}
        {expirationChoices(maxLifetimeDays).map((option) => (
          <MenuItem key={option} value={option}>
            {option === 'longest'
              ? t('keyForm.longest', { count: maxLifetimeDays ?? 0 })
              : t(`keyForm.expirationChoice.${option}`)}
          </MenuItem>
        ))}
      </TextField>
      {isCustom && (
        <FormTextField
          type="date"
          label={t('keyForm.customDay')}
          registration={form.register('customDay', {
            validate: (_day, all) => {
              const problem = expirationProblem(expirationOf(all), { ...context, now: new Date() });
              return problem === null || t(`keyForm.problem.${problem}`, { count: maxLifetimeDays ?? 0 });
            },
          })}
          problem={form.formState.errors.customDay?.message}
          sx={{ flex: '1 1 12rem' }}
          slotProps={{
            inputLabel: { shrink: true },
            htmlInput: { min: dayIn(zone, now), max: lastDay(context) ?? undefined },
          }}
        />
      )}
    </Box>
  );
}
