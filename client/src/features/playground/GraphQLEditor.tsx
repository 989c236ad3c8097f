import 'graphiql/setup-workers/vite';
import 'graphiql/style.css';
import { GraphiQL } from 'graphiql';
import { useMemo } from 'react';
import { playgroundFetcher } from './playgroundFetcher';
import { starterTabs } from './starterTabs';
import { storageWithoutSecrets } from './withoutSecrets';

interface GraphQLEditorProps {
  readonly colorScheme: 'light' | 'dark';
  /** The access token in use; empty for the session. */
  readonly readToken: () => string;
}

/** GraphiQL with our starters. Its own file to load, with the editor's workers: it weighs more than all the rest. */
export function GraphQLEditor({ colorScheme, readToken }: GraphQLEditorProps) {
  const fetcher = useMemo(() => playgroundFetcher(readToken), [readToken]);
  const storage = useMemo(() => storageWithoutSecrets(localStorage), []);
  const tabs = useMemo(
    () => starterTabs(new Date()).map((tab) => ({ ...tab, headers: null, variables: tab.variables ?? null })),
    [],
  );
  return (
    <GraphiQL
      fetcher={fetcher}
      storage={storage}
      defaultTabs={tabs}
      forcedTheme={colorScheme}
      isHeadersEditorEnabled={false}
      shouldPersistHeaders={false}
      showPersistHeadersSettings={false}
      defaultEditorToolsVisibility="variables"
    />
  );
}
