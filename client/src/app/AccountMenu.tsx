import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, type Viewer } from '../features/accounts/useSession';
import { FailureBoundary } from '../ui/FailureBoundary';
import { HeaderButton } from '../ui/HeaderButton';
import { AccountIcon } from '../ui/icons';

const AccountMenuList = lazy(() =>
  import('./AccountMenuList').then((file) => ({ default: file.AccountMenuList })),
);

/** The account icon of the header, for whoever is signed in. */
export function AccountMenu() {
  const session = useSession();
  return session.status === 'signedIn' ? <AccountButton viewer={session.viewer} /> : null;
}

/** What opens from it is loaded on the first click. The menu's state lives and dies with the button that it hangs on. */
function AccountButton({ viewer }: { viewer: Viewer }) {
  const { t } = useTranslation();
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <HeaderButton
        aria-label={t('nav.account')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? menuId : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <AccountIcon />
      </HeaderButton>
      {anchor && (
        <FailureBoundary>
          <Suspense fallback={null}>
            <AccountMenuList id={menuId} anchor={anchor} viewer={viewer} onClose={() => setAnchor(null)} />
          </Suspense>
        </FailureBoundary>
      )}
    </>
  );
}
