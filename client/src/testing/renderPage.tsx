import type { ApolloClient } from '@apollo/client';
import createCache from '@emotion/cache';
import { render } from '@testing-library/react';
import { type UserEvent, userEvent } from '@testing-library/user-event';
import { App } from '../app/App';
import { en } from '../i18n/en';
import { createI18n } from '../i18n/i18n';
import { apolloClientOver } from '../lib/apolloClient';
import type { AppConfig } from '../lib/config';
import { type FakeServer, fakeServer } from './fakeServer';

export interface RenderedPage {
  readonly user: UserEvent;
  readonly server: FakeServer;
  readonly client: ApolloClient;
}

interface RenderOptions {
  readonly server?: FakeServer;
  readonly config?: Partial<AppConfig>;
}

const CONFIG: AppConfig = {
  brandName: 'AI Marketplace',
  contactUrl: 'https://example.com/contact',
  plansUrl: 'https://example.com/plans',
  hasPlayground: true,
  publicUrl: 'https://gateway.example.com',
};

/** The whole screens at an address, as a person would open them, over a server in memory. */
export function renderPage(address: string, options: RenderOptions = {}): RenderedPage {
  const { server = fakeServer(), config = {} } = options;
  window.history.replaceState(null, '', address);
  const client = apolloClientOver(server.link);
  // Styles go nowhere: what is hidden is hidden by its markup, and roles are found many times faster.
  const styleCache = createCache({ key: 'km', container: document.createElement('div') });
  // Typing and clicking at once: what has to wait, waits for what it needs to see.
  const user = userEvent.setup({ delay: null, pointerEventsCheck: 0 });
  render(
    <App
      client={client}
      config={{ ...CONFIG, ...config }}
      i18n={createI18n('en', en)}
      styleCache={styleCache}
    />,
  );
  return { user, server, client };
}
