import { styled } from '@mui/material/styles';
import { lazy, Suspense, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Outlet } from 'react-router';
import { FailureBoundary } from '../ui/FailureBoundary';
import { LoadingBlock } from '../ui/LoadingBlock';
import { OfflineBanner } from '../ui/OfflineBanner';
import { AccountMenu } from './AccountMenu';
import { BrandLink } from './BrandLink';
import { LanguageMenu } from './LanguageMenu';
import { SiteLinks } from './SiteLinks';
import { ThemeMenu } from './ThemeMenu';

const NewVersionNotice = lazy(() =>
  import('./NewVersionNotice').then((file) => ({ default: file.NewVersionNotice })),
);
const ShortcutKeys = lazy(() => import('./ShortcutKeys').then((file) => ({ default: file.ShortcutKeys })));

/** The frame around every page: skip link, header, content. */
export function Shell() {
  const { t } = useTranslation();
  const main = useRef<HTMLElement>(null);
  return (
    <>
      <SkipLink
        href="#main"
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t('nav.skip')}
      </SkipLink>
      <Header>
        <Bar>
          <BrandLink />
          <SiteLinks />
          <ThemeMenu />
          <LanguageMenu />
          <AccountMenu />
        </Bar>
      </Header>
      <Notices>
        <OfflineBanner />
        <FailureBoundary fallback={null}>
          <Suspense fallback={null}>
            <NewVersionNotice />
          </Suspense>
        </FailureBoundary>
      </Notices>
      <FailureBoundary fallback={null}>
        <Suspense fallback={null}>
          <ShortcutKeys />
        </Suspense>
      </FailureBoundary>
      <Main ref={main} id="main" tabIndex={-1}>
        <FailureBoundary>
          <Suspense fallback={<LoadingBlock rows={5} />}>
            <Outlet />
          </Suspense>
        </FailureBoundary>
      </Main>
    </>
  );
}

const Header = styled('header')(({ theme }) => ({
  position: 'sticky',
  top: 0,
  zIndex: theme.zIndex.appBar,
  backgroundColor: (theme.vars ?? theme).palette.background.paper,
  borderBottom: `1px solid ${(theme.vars ?? theme).palette.divider}`,
}));

const SkipLink = styled('a')(({ theme }) => ({
  position: 'fixed',
  top: 8,
  left: 8,
  zIndex: theme.zIndex.tooltip,
  padding: '10px 16px',
  borderRadius: 8,
  color: (theme.vars ?? theme).palette.primary.contrastText,
  backgroundColor: (theme.vars ?? theme).palette.primary.main,
  transform: 'translateY(-200%)',
  '&:focus': { transform: 'none' },
}));

const Column = styled('div')({
  maxWidth: 1200,
  marginInline: 'auto',
  paddingInline: 24,
  '@media (max-width: 599.95px)': { paddingInline: 16 },
});

const Notices = styled(Column)({
  display: 'grid',
  gap: 8,
  '&:not(:empty)': { marginTop: 12 },
});

const Bar = styled(Column)({
  display: 'flex',
  alignItems: 'center',
  gap: 4,
  minHeight: 60,
  '& > a': { marginInlineEnd: 'auto' },
});

const Main = styled(Column.withComponent('main'))({
  paddingBlock: 32,
  outline: 'none',
  '@media (max-width: 599.95px)': { paddingBlock: 20 },
});
