import '@fontsource-variable/inter';
import './base.css';
import createCache from '@emotion/cache';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { preloadPage } from './app/routes';
import { loadI18n } from './i18n/i18n';
import { wishedLanguage } from './i18n/languages';
import { createApolloClient } from './lib/apolloClient';
import { loadConfig } from './lib/config';

const container = document.getElementById('root');
if (!container) throw new Error('The page has no element with the id "root".');

// The server writes a fresh nonce into each page; styles made by scripts carry it, as the content policy demands.
const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
const styleCache = createCache({ key: 'km', prepend: true, nonce });

preloadPage(window.location.pathname);

const root = createRoot(container);
void Promise.all([loadConfig(window.location.origin), loadI18n(wishedLanguage())]).then(([config, i18n]) => {
  root.render(
    <StrictMode>
      <App client={createApolloClient()} config={config} i18n={i18n} styleCache={styleCache} />
    </StrictMode>,
  );
});
