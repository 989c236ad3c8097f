import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import { useState } from 'react';
import type { UseFormRegisterReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormTextField } from '../../ui/FormTextField';
import { EyeIcon } from '../../ui/icons';

interface PasswordFieldProps {
  readonly registration: UseFormRegisterReturn;
  readonly problem: string | undefined;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly hint?: string;
  readonly autoFocus?: boolean;
}

/** A password that one may look at while typing it. */
export function PasswordField(props: PasswordFieldProps) {
  const { registration, problem, autoComplete, hint, autoFocus = false } = props;
  const { t } = useTranslation();
  const [isShown, setShown] = useState(false);
  const eye = (
    <InputAdornment position="end">
      <IconButton
        edge="end"
        size="small"
        aria-label={t('field.showPassword')}
        aria-pressed={isShown}
        onClick={() => setShown(!isShown)}
      >
        <EyeIcon fontSize="small" />
      </IconButton>
    </InputAdornment>
  );
  return (
    <FormTextField
      label={t('signIn.password')}
      type={isShown ? 'text' : 'password'}
      autoComplete={autoComplete}
      autoFocus={autoFocus}
      registration={registration}
      problem={problem}
      helperText={hint}
      slotProps={{ input: { endAdornment: eye } }}
    />
  );
}
