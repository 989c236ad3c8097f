import { styled } from '@mui/material/styles';
import { Suspense, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, Outlet, useLocation } from 'react-router';
import { paths } from '../lib/paths';
import { HistoryIcon, KeyIcon, TerminalIcon, UsageIcon } from '../ui/frameIcons';
import { LoadingBlock } from '../ui/LoadingBlock';

/** My Account: its pages as links that look like tabs. */
export function AccountFrame() {
  const { t } = useTranslation();
  const tabs = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  // On a phone the tabs scroll: where one is must be among those that show.
  useEffect(() => {
    const links = [...(tabs.current?.querySelectorAll('a') ?? [])];
    const shown = links.find((link) => pathname.startsWith(link.pathname));
    shown?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' });
  }, [pathname]);
  return (
    <>
      <Section>{t('nav.myAccount')}</Section>
      <Tabs ref={tabs} aria-label={t('nav.myAccount')}>
        <TabLink to={paths.apiKeys}>
          <KeyIcon fontSize="small" />
          {t('nav.keys')}
        </TabLink>
        <TabLink to={paths.usage}>
          <UsageIcon fontSize="small" />
          {t('nav.usage')}
        </TabLink>
        <TabLink to={paths.audit}>
          <HistoryIcon fontSize="small" />
          {t('nav.audit')}
        </TabLink>
        <TabLink to={paths.accessTokens}>
          <TerminalIcon fontSize="small" />
          {t('nav.tokens')}
        </TabLink>
      </Tabs>
      <Suspense fallback={<LoadingBlock rows={5} />}>
        <Outlet />
      </Suspense>
    </>
  );
}

const TabLink = styled(NavLink)(({ theme }) => ({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'center',
  gap: 8,
  padding: '10px 14px',
  minHeight: 44,
  color: (theme.vars ?? theme).palette.text.secondary,
  fontWeight: 560,
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  borderBottom: '2px solid transparent',
  borderRadius: '8px 8px 0 0',
  '&:hover': { color: (theme.vars ?? theme).palette.text.primary },
  '&[aria-current="page"]': {
    color: (theme.vars ?? theme).palette.primary.main,
    borderBottomColor: (theme.vars ?? theme).palette.primary.main,
  },
  [theme.breakpoints.down('md')]: {
    flex: '1 0 auto',
    paddingInline: 10,
    fontSize: '0.875rem',
    '& svg': { display: 'none' },
  },
}));

const Section = styled('p')(({ theme }) => ({
  margin: '0 0 4px',
  fontWeight: 560,
  color: (theme.vars ?? theme).palette.text.secondary,
}));

const Tabs = styled('nav')(({ theme }) => ({
  display: 'flex',
  marginBottom: 24,
  overflowX: 'auto',
  borderBottom: `1px solid ${(theme.vars ?? theme).palette.divider}`,
}));
