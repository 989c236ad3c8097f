import { useApolloClient } from '@apollo/client/react';
import DialogContent from '@mui/material/DialogContent';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { sessionRenewal } from '../../lib/sessionEnd';
import { DialogFrame } from '../../ui/DialogFrame';
import { SignInForm } from './SignInForm';

interface SignInAgainDialogProps {
  /** Whose work is open: nobody else may go on with it. */
  readonly email: string;
  readonly onSignedIn: () => void;
  readonly onLater: () => void;
}

/** Sign-in over a page whose session has ended: what was entered there stays, and everything on it is asked anew. */
export function SignInAgainDialog({ email, onSignedIn, onLater }: SignInAgainDialogProps) {
  const { t } = useTranslation();
  const client = useApolloClient();

  async function goOn() {
    onSignedIn();
    sessionRenewal.report();
    await client.refetchQueries({ include: 'active' }).catch(() => {}); // what fails is told where it stands
  }

  return (
    <DialogFrame title={t('signIn.endedTitle')} maxWidth="xs" restoresFocus onClose={onLater}>
      <DialogContent>
        <Stack sx={{ gap: 2, pt: 0.5, pb: 1 }}>
          <Typography>{t('signIn.endedText')}</Typography>
          <SignInForm email={email} onSignedIn={goOn} />
        </Stack>
      </DialogContent>
    </DialogFrame>
  );
}
