import Alert from '@mui/material/Alert';
import Link from '@mui/material/Link';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'react-router';
import { useConfig } from '../../lib/config';
import type { AuthRefusal } from './authApi';
import { refusalText } from './authRefusalText';

/** Why signing in or up was refused; with the way to where it works when this is another address of the same server. */
export function AuthRefusalAlert({ refusal }: { refusal: AuthRefusal }) {
  const { t } = useTranslation();
  const { publicUrl } = useConfig();
  const { pathname, search } = useLocation();
  // At its own address a server refuses for another reason.
  const isElsewhere = refusal === 'elsewhere' && new URL(publicUrl).origin !== window.location.origin;
  return (
    <Alert severity="error">
      {refusal === 'elsewhere' && !isElsewhere ? t('error.internal') : refusalText(refusal, t)}{' '}
      {isElsewhere && (
        <Link color="inherit" href={`${publicUrl}${pathname}${search}`} sx={{ overflowWrap: 'anywhere' }}>
          {t('signIn.goElsewhere', { url: publicUrl })}
        </Link>
      )}
    </Alert>
  );
}
