import { INPUT_LIMITS } from '@keymeter/shared';
import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useCountdown } from '../../lib/useCountdown';
import { BusyButton } from '../../ui/BusyButton';
import { FormTextField } from '../../ui/FormTextField';
import { AuthRefusalAlert } from './AuthRefusalAlert';
import { type AuthRefusal, signUp } from './authApi';
import { EMAIL_PATTERN, PASSWORD_LENGTH } from './credentialRules';
import { PasswordField } from './PasswordField';

interface SignUpValues {
  name: string;
  email: string;
  password: string;
}

interface SignUpFormProps {
  /** Called once the server has made the account and set the session; resolves when the screens know it. */
  readonly onSignedIn: () => Promise<unknown>;
}

export function SignUpForm({ onSignedIn }: SignUpFormProps) {
  const { t } = useTranslation();
  const form = useForm<SignUpValues>({ defaultValues: { name: '', email: '', password: '' } });
  const { errors, isSubmitting } = form.formState;
  const [refusal, setRefusal] = useState<AuthRefusal | null>(null);
  const wait = useCountdown();
  const waitText = wait.secondsLeft > 0 ? t('action.retryIn', { count: wait.secondsLeft }) : null;

  const submit = form.handleSubmit(async ({ name, email, password }) => {
    if (waitText !== null) return;
    setRefusal(null);
    const outcome = await signUp({ name: name.trim(), email, password });
    if (outcome.ok) return void (await onSignedIn());
    setRefusal(outcome.refusal);
    wait.start(outcome.retryAfterSeconds);
  });

  return (
    <Stack component="form" noValidate sx={{ gap: 2 }} onSubmit={(event) => void submit(event)}>
      {refusal && <AuthRefusalAlert refusal={refusal} />}
      <FormTextField
        label={t('signUp.name')}
        autoComplete="name"
        registration={form.register('name', {
          validate: (name) => name.trim() !== '' || t('field.nameMissing'),
          maxLength: {
            value: INPUT_LIMITS.nameLength,
            message: t('keyForm.problem.nameLong', { max: INPUT_LIMITS.nameLength }),
          },
        })}
        problem={errors.name?.message}
      />
      <FormTextField
        label={t('signIn.email')}
        type="email"
        autoComplete="username"
        registration={form.register('email', {
          required: t('field.emailMissing'),
          pattern: { value: EMAIL_PATTERN, message: t('field.emailInvalid') },
        })}
        problem={errors.email?.message}
      />
      <PasswordField
        autoComplete="new-password"
        hint={t('signUp.passwordHint', { min: PASSWORD_LENGTH.min })}
        registration={form.register('password', {
          required: t('field.passwordMissing'),
          minLength: {
            value: PASSWORD_LENGTH.min,
            message: t('field.passwordShort', { min: PASSWORD_LENGTH.min }),
          },
          maxLength: {
            value: PASSWORD_LENGTH.max,
            message: t('field.passwordLong', { max: PASSWORD_LENGTH.max }),
          },
        })}
        problem={errors.password?.message}
      />
      <BusyButton
        type="submit"
        size="large"
        isBusy={isSubmitting}
        waitText={waitText}
        busyText={t('signUp.sending')}
      >
        {t('signUp.submit')}
      </BusyButton>
    </Stack>
  );
}
