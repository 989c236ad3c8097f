import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../features/accounts/useSession';
import { HeaderButton } from '../ui/HeaderButton';
import { AccountIcon } from '../ui/icons';

const AccountMenuList = lazy(() =>
  import('./AccountMenuList').then((file) => ({ default: file.AccountMenuList })),
);

/** The account icon of the header. What opens from it is loaded on the first click. */
export function AccountMenu() {
  const { t } = useTranslation();
  const session = useSession();
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  if (session.status !== 'signedIn') return null;
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
        <Suspense fallback={null}>
          <AccountMenuList
            id={menuId}
            anchor={anchor}
            viewer={session.viewer}
            onClose={() => setAnchor(null)}
          />
        </Suspense>
      )}
    </>
  );
}
