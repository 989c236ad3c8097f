import Box from '@mui/material/Box';
import FormHelperText from '@mui/material/FormHelperText';
import InputAdornment from '@mui/material/InputAdornment';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { FormTextField } from '../../ui/FormTextField';
import type { ApiKeyFormValues } from './apiKeyForm';
import { LARGEST_LIMIT, LIMIT_NAMES, type LimitName, limitProblem } from './keyLimits';

/** What the key may use at most: a minute and a month. Each may stay empty. */
export function LimitFields({ form }: { form: UseFormReturn<ApiKeyFormValues> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();

  function problemOf(name: LimitName, typed: string): string | undefined {
    const problem = limitProblem(name, typed, format.locale);
    if (problem === null) return undefined;
    if (problem === 'separators') {
      return t('keyForm.problem.separators', {
        sample: name === 'monthlyCost' ? format.decimal(1234.5) : format.count(1234),
      });
    }
    return name === 'monthlyCost'
      ? t('keyForm.problem.costRule')
      : t('keyForm.problem.limitRule', { max: format.count(LARGEST_LIMIT[name]) });
  }

  return (
    <Box role="group" aria-labelledby={id} aria-describedby={`${id}-hint`}>
      <Typography id={id} component="div" variant="subtitle2">
        {t('keyForm.limits')}
      </Typography>
      <FormHelperText id={`${id}-hint`} sx={{ mb: 1.5 }}>
        {t('keyForm.limitsHint')}
      </FormHelperText>
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: '1fr', sm: '1fr 1fr' } }}>
        {LIMIT_NAMES.map((name) => (
          <FormTextField
            key={name}
            label={t(`keyForm.limit.${name}`)}
            placeholder={t('keyForm.noLimit')}
            registration={form.register(`limits.${name}`, {
              validate: (typed) => problemOf(name, typed) ?? true,
            })}
            problem={form.formState.errors.limits?.[name]?.message}
            slotProps={{
              inputLabel: { shrink: true },
              htmlInput: { inputMode: name === 'monthlyCost' ? 'decimal' : 'numeric', autoComplete: 'off' },
              ...(name === 'monthlyCost' && {
                input: { startAdornment: <InputAdornment position="start">$</InputAdornment> },
              }),
            }}
          />
        ))}
      </Box>
    </Box>
  );
}
