import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { errorSentence } from '../../lib/errorSentence';
import type { Failure } from '../../lib/failure';
import { paths } from '../../lib/paths';
import { Reference } from '../../ui/Reference';

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
  const isSignedOut = failure.code === 'UNAUTHENTICATED';
  const text = () => {
    if (isSignedOut) return t('keyForm.sessionEnded');
    if (failure.code === 'KEY_LIMIT_REACHED')
      return t('keys.limitReached', { used: keyLimit, count: keyLimit });
    return errorSentence(failure, t);
  };
  return (
    <Alert severity="error" action={isSignedOut && <SignInElsewhere />}>
      {text()}
      <Reference failure={failure} />
    </Alert>
  );
}

/** In a new tab, because leaving this page would lose what was typed. */
function SignInElsewhere() {
  const { t } = useTranslation();
  return (
    <Button color="inherit" href={paths.signIn} target="_blank" rel="noopener">
      {t('keyForm.signInNewTab')}
    </Button>
  );
}
