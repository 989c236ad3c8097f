import { useTranslation } from 'react-i18next';
import { loadPage } from '../../lib/loadPage';
import { paths } from '../../lib/paths';
import { useNotify } from '../../ui/Notifications';
import { signOut } from './authApi';

/** Ends the session on the server, then loads the page anew, so that nothing of the account stays in memory. */
export function useSignOut(): () => Promise<void> {
  const { t } = useTranslation();
  const notify = useNotify();
  return async () => {
    const outcome = await signOut();
    if (outcome.ok) loadPage(paths.signIn);
    else notify(t('signIn.outFailed'));
  };
}
