import { useApolloClient } from '@apollo/client/react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, useLocation, useSearchParams } from 'react-router';
import { SignInForm } from '../features/accounts/SignInForm';
import { SignUpForm } from '../features/accounts/SignUpForm';
import { useSession } from '../features/accounts/useSession';
import { returnPath } from '../lib/paths';
import { ErrorNotice } from '../ui/ErrorNotice';
import { LoadingBlock } from '../ui/LoadingBlock';
import { PageHeading } from '../ui/PageHeading';

/** Sign-in, and sign-up beside it. Whoever is signed in goes on to where they came from. */
export function SignInPage() {
  const { t } = useTranslation();
  const client = useApolloClient();
  const session = useSession('network-only');
  const [params] = useSearchParams();
  const { state } = useLocation();
  const [isNew, setNew] = useState(false);
  const texts = isNew ? 'signUp' : 'signIn';
  const hasEnded = typeof state === 'object' && state !== null && 'hasEnded' in state;
  const Form = isNew ? SignUpForm : SignInForm;

  if (session.status === 'signedIn') return <Navigate to={returnPath(params.get('from'))} replace />;
  return (
    <Stack sx={{ maxWidth: 420, width: '100%', mx: 'auto', py: { xs: 2, sm: 6 }, gap: 3 }}>
      <Stack sx={{ gap: 0.5 }}>
        <PageHeading title={t(`${texts}.title`)} />
        <Typography color="textSecondary">{t(`${texts}.lead`)}</Typography>
      </Stack>
      {hasEnded && <Alert severity="info">{t('signIn.ended')}</Alert>}
      {session.status === 'failed' && (
        <ErrorNotice title={t('error.unavailable')} failure={session.failure} onRetry={session.retry} />
      )}
      {session.status === 'loading' ? (
        <LoadingBlock rows={3} rowHeight={40} />
      ) : (
        <Paper variant="outlined" sx={{ p: { xs: 2, sm: 3 } }}>
          <Form onSignedIn={() => client.resetStore()} />
        </Paper>
      )}
      <Typography sx={{ textAlign: 'center' }} color="textSecondary">
        {t(isNew ? 'signUp.toSignInLead' : 'signIn.toSignUpLead')}{' '}
        <Button onClick={() => setNew(!isNew)}>{t(isNew ? 'signUp.toSignIn' : 'signIn.toSignUp')}</Button>
      </Typography>
    </Stack>
  );
}
