import { useEffect, useEffectEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { useSession } from '../features/accounts/useSession';
import { ViewerProvider } from '../features/accounts/viewer';
import { paths } from '../lib/paths';
import { sessionEnd } from '../lib/sessionEnd';
import { ErrorNotice } from '../ui/ErrorNotice';
import { LoadingBlock } from '../ui/LoadingBlock';

/** Lets members through; everyone else signs in first and comes back to the same address. */
export function RequireSession() {
  const { t } = useTranslation();
  const session = useSession();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const signIn = paths.signInThen(pathname + search);

  // The page stays as it is until the way to sign-in is free: a dialog with something to lose may hold it up.
  const leaveForSignIn = useEffectEvent(() => void navigate(signIn, { state: { hasEnded: true } }));
  useEffect(() => sessionEnd.listen(() => leaveForSignIn()), []);

  switch (session.status) {
    case 'loading':
      return <LoadingBlock rows={4} />;
    case 'failed':
      return <ErrorNotice title={t('error.unavailable')} failure={session.failure} onRetry={session.retry} />;
    case 'signedOut':
      return <Navigate to={signIn} replace />;
    case 'signedIn':
      return (
        <ViewerProvider value={session.viewer}>
          <Outlet />
        </ViewerProvider>
      );
  }
}
