import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../features/accounts/useSession';
import { AccountIcon } from '../ui/frameIcons';
import { HeaderMenu } from './HeaderMenu';

const AccountMenuList = lazy(() =>
  import('./AccountMenuList').then((file) => ({ default: file.AccountMenuList })),
);

/** The account icon of the header, for whoever is signed in. */
export function AccountMenu() {
  const { t } = useTranslation();
  const session = useSession();
  if (session.status !== 'signedIn') return null;
  const { viewer } = session;
  return (
    <HeaderMenu label={t('nav.account')} renderMenu={(slot) => <AccountMenuList {...slot} viewer={viewer} />}>
      <AccountIcon />
    </HeaderMenu>
  );
}
