import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../lib/failure';
import { sessionEnd, sessionRenewal } from '../lib/sessionEnd';
import { Reference } from './Reference';

/** In a form whose session has ended: the way to sign in without leaving it, and a word when that is done. */
export function SessionEndedNotice({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  const [isRenewed, setRenewed] = useState(false);
  useEffect(() => sessionRenewal.listen(() => setRenewed(true)), []);
  if (isRenewed) return <Alert severity="success">{t('signIn.renewed')}</Alert>;
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" onClick={() => sessionEnd.report('person')}>
          {t('action.signIn')}
        </Button>
      }
    >
      {t('signIn.endedInForm')}
      <Reference failure={failure} />
    </Alert>
  );
}
