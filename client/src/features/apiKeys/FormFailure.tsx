import Alert from '@mui/material/Alert';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorSentence } from '../../lib/errorSentence';
import type { Failure } from '../../lib/failure';
import { Reference } from '../../ui/Reference';
import { SessionEndedNotice } from '../../ui/SessionEndedNotice';

interface FormFailureProps {
  readonly failure: Failure;
  /** What is said when nobody knows whether the server heard us. */
  readonly unreachable: ReactNode;
  /** How many keys the account may have. */
  readonly keyLimit: number;
}

/** Why the server did not do it, at the top of a dialog; what was typed stays. */
export function FormFailure({ failure, unreachable, keyLimit }: FormFailureProps) {
  const { t } = useTranslation();
  if (failure.kind === 'unreachable') return <Alert severity="error">{unreachable}</Alert>;
  if (failure.code === 'UNAUTHENTICATED') return <SessionEndedNotice failure={failure} />;
  const text = () => {
    if (failure.code === 'KEY_LIMIT_REACHED')
      return t('keys.limitReached', { used: keyLimit, count: keyLimit });
    return errorSentence(failure, t);
  };
  return (
    <Alert severity="error">
      {text()}
      <Reference failure={failure} />
    </Alert>
  );
}
