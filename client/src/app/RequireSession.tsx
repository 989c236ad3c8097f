import { lazy, Suspense, useContext, useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { useSession } from '../features/accounts/useSession';
import { ViewerProvider } from '../features/accounts/viewer';
import { GuardedHistoryContext } from '../lib/GuardedRouter';
import { paths } from '../lib/paths';
import { sessionEnd } from '../lib/sessionEnd';
import { ErrorNotice } from '../ui/ErrorNotice';
import { FailureBoundary } from '../ui/FailureBoundary';
import { LoadingBlock } from '../ui/LoadingBlock';

const SignInAgainDialog = lazy(() =>
  import('../features/accounts/SignInAgainDialog').then((file) => ({ default: file.SignInAgainDialog })),
);

/**
 * Lets members through; everyone else signs in first and comes back to the same address. When a session ends while a
 * dialog has something to lose, the page stays and sign-in comes to it.
 */
export function RequireSession() {
  const { t } = useTranslation();
  const session = useSession();
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const history = useContext(GuardedHistoryContext);
  const [again, setAgain] = useState<'asked' | 'later' | null>(null);
  const signIn = paths.signInThen(pathname + search);

  const onSessionEnd = useEffectEvent((noticedBy: 'server' | 'person') => {
    if (!history?.isGuarded()) void navigate(signIn, { state: { hasEnded: true } });
    // Whoever put it off decides when: the server would say it again and again.
    else if (again !== 'later' || noticedBy === 'person') setAgain('asked');
  });
  useEffect(() => sessionEnd.listen((noticedBy) => onSessionEnd(noticedBy)), []);

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
          {again === 'asked' && (
            <FailureBoundary>
              <Suspense fallback={null}>
                <SignInAgainDialog
                  email={session.viewer.user?.email ?? ''}
                  onSignedIn={() => setAgain(null)}
                  onLater={() => setAgain('later')}
                />
              </Suspense>
            </FailureBoundary>
          )}
        </ViewerProvider>
      );
  }
}
