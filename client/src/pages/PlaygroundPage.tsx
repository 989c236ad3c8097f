import Box from '@mui/material/Box';
import { useColorScheme } from '@mui/material/styles';
import Typography from '@mui/material/Typography';
import { lazy, Suspense, useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { documentPath } from '../features/playground/documentPath';
import { TokenField } from '../features/playground/TokenField';
import { useConfig } from '../lib/config';
import { loadPage } from '../lib/loadPage';
import { paths } from '../lib/paths';
import { FailureBoundary } from '../ui/FailureBoundary';
import { LoadingBlock } from '../ui/LoadingBlock';
import { PageHeading } from '../ui/PageHeading';
import { NotFoundPage } from './NotFoundPage';

const GraphQLEditor = lazy(() =>
  import('../features/playground/GraphQLEditor').then((file) => ({ default: file.GraphQLEditor })),
);

/** The editor for GraphQL, signed in by the session or by an access token that only this page knows. */
export function PlaygroundPage() {
  const { hasPlayground } = useConfig();
  return hasPlayground ? <Playground /> : <NotFoundPage />;
}

function Playground() {
  const { t } = useTranslation();
  const [token, setToken] = useState('');
  const latest = useRef('');
  const readToken = useCallback(() => latest.current, []);
  const colorScheme = useShownScheme();
  const isOwnDocument = useOwnDocument();

  return (
    <>
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, justifyContent: 'space-between', mb: 2 }}>
        <Box sx={{ flex: '1 1 20rem' }}>
          <PageHeading title={t('playground.title')} />
          <Typography color="textSecondary">{t('playground.about')}</Typography>
        </Box>
        <TokenField
          token={token}
          onChange={(next) => {
            latest.current = next;
            setToken(next);
          }}
        />
      </Box>
      <Box
        sx={{
          height: 'max(480px, calc(100vh - 220px))',
          border: 1,
          borderColor: 'divider',
          borderRadius: 2,
          overflow: 'hidden',
        }}
      >
        <FailureBoundary>
          <Suspense fallback={<LoadingBlock rows={6} />}>
            {isOwnDocument && <GraphQLEditor colorScheme={colorScheme} readToken={readToken} />}
          </Suspense>
        </FailureBoundary>
      </Box>
    </>
  );
}

function useShownScheme(): 'light' | 'dark' {
  const { mode, systemMode } = useColorScheme();
  return (mode === 'system' ? systemMode : mode) ?? 'light';
}

/**
 * The editor needs styles that no other page may have, so its page is always loaded by itself: coming here from another
 * page loads it anew, and leaving it loads the next one anew.
 */
function useOwnDocument(): boolean {
  const [isOwn] = useState(() => (documentPath() ?? paths.playground) === paths.playground);
  useEffect(() => {
    if (!isOwn) {
      loadPage(paths.playground);
      return;
    }
    return () => {
      if (window.location.pathname !== paths.playground) loadPage(window.location.href);
    };
  }, [isOwn]);
  return isOwn;
}
