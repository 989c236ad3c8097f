import type { ApolloClient } from '@apollo/client';
import { ApolloProvider } from '@apollo/client/react';
import type { EmotionCache } from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import { ThemeProvider } from '@mui/material/styles';
import type { i18n as I18n } from 'i18next';
import { I18nextProvider } from 'react-i18next';
import { type AppConfig, ConfigProvider } from '../lib/config';
import { GuardedRouter } from '../lib/GuardedRouter';
import { Notifications } from '../ui/Notifications';
import { Pages } from './routes';
import { theme } from './theme';

interface AppProps {
  readonly client: ApolloClient;
  readonly config: AppConfig;
  readonly i18n: I18n;
  readonly styleCache: EmotionCache;
}

/** Everything that all pages stand on. What it needs is handed in, so that tests bring their own. */
export function App({ client, config, i18n, styleCache }: AppProps) {
  return (
    <CacheProvider value={styleCache}>
      <ThemeProvider theme={theme} defaultMode="system">
        <CssBaseline enableColorScheme />
        <I18nextProvider i18n={i18n}>
          <ConfigProvider value={config}>
            <ApolloProvider client={client}>
              <Notifications>
                <GuardedRouter>
                  <Pages />
                </GuardedRouter>
              </Notifications>
            </ApolloProvider>
          </ConfigProvider>
        </I18nextProvider>
      </ThemeProvider>
    </CacheProvider>
  );
}
