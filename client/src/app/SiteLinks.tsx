import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useSession } from '../features/accounts/useSession';
import { useConfig } from '../lib/config';
import { paths } from '../lib/paths';

/** Models, the playground and the documentation, for whoever is signed in. On narrow screens they stand in the account menu. */
export function SiteLinks() {
  const { t } = useTranslation();
  const { hasPlayground } = useConfig();
  const session = useSession();
  if (session.status !== 'signedIn') return null;
  return (
    <Links aria-label={t('nav.site')}>
      <SiteLink to={paths.models}>{t('nav.models')}</SiteLink>
      {hasPlayground && <SiteLink to={paths.playground}>{t('nav.playground')}</SiteLink>}
      <SiteLink to={paths.docs}>{t('nav.docs')}</SiteLink>
    </Links>
  );
}

const Links = styled('nav')(({ theme }) => ({
  display: 'flex',
  gap: 4,
  marginInlineEnd: 12,
  [theme.breakpoints.down('md')]: { display: 'none' },
}));

const SiteLink = styled(NavLink)(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  minHeight: 44,
  paddingInline: 12,
  borderRadius: 8,
  color: (theme.vars ?? theme).palette.text.secondary,
  fontWeight: 560,
  textDecoration: 'none',
  '&:hover': { color: (theme.vars ?? theme).palette.text.primary },
  '&[aria-current="page"]': { color: (theme.vars ?? theme).palette.primary.main },
}));
