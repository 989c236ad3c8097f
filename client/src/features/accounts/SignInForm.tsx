import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCountdown } from '../../lib/useCountdown';
import { BusyButton } from '../../ui/BusyButton';
import { FormTextField } from '../../ui/FormTextField';
import { AuthRefusalAlert } from './AuthRefusalAlert';
import { type AuthRefusal, signIn } from './authApi';
import { EMAIL_PATTERN } from './credentialRules';
import { PasswordField } from './PasswordField';

interface SignInValues {
  email: string;
  password: string;
}

interface SignInFormProps {
  /** Called once the server has set the session; resolves when the screens know it. */
  readonly onSignedIn: () => Promise<unknown>;
  /** Who signs in, where that is not open any more: then only the password is asked for. */
  readonly email?: string;
}

export function SignInForm({ onSignedIn, email }: SignInFormProps) {
  const { t } = useTranslation();
  const form = useForm<SignInValues>({ defaultValues: { email: email ?? '', password: '' } });
  const { errors, isSubmitting } = form.formState;
  const [refusal, setRefusal] = useState<AuthRefusal | null>(null);
  const wait = useCountdown();
  const waitText = wait.secondsLeft > 0 ? t('action.retryIn', { count: wait.secondsLeft }) : null;

  const submit = form.handleSubmit(async (credentials) => {
    if (waitText !== null) return;
    setRefusal(null);
    const outcome = await signIn(credentials);
    if (outcome.ok) return void (await onSignedIn());
    setRefusal(outcome.refusal);
    wait.start(outcome.retryAfterSeconds);
  });

  return (
    <Stack component="form" noValidate sx={{ gap: 2 }} onSubmit={(event) => void submit(event)}>
      {refusal && <AuthRefusalAlert refusal={refusal} />}
      <FormTextField
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        registration={form.register('email', {
          required: t('field.emailMissing'),
          pattern: { value: EMAIL_PATTERN, message: t('field.emailInvalid') },
        })}
        problem={errors.email?.message}
        slotProps={{ htmlInput: { readOnly: email !== undefined } }}
      />
      <PasswordField
        autoFocus={email !== undefined}
        autoComplete="current-password"
        registration={form.register('password', { required: t('field.passwordMissing') })}
        problem={errors.password?.message}
      />
      <BusyButton
        type="submit"
        size="large"
        isBusy={isSubmitting}
        waitText={waitText}
        busyText={t('signIn.sending')}
      >
        {t('signIn.submit')}
      </BusyButton>
    </Stack>
  );
}
