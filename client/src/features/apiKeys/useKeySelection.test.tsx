import { ApolloProvider } from '@apollo/client/react';
import { act, renderHook } from '@testing-library/react';
import type { ReactNode } from 'react';
import { apolloClientOver } from '../../lib/apolloClient';
import { fakeServer } from '../../testing/fakeServer';
import { type SampleApiKey, sampleApiKey } from '../../testing/sampleAccount';
import { useKeySelection } from './useKeySelection';
import { useRevocationStore } from './useRevocations';

const keys = (from: number, to: number): SampleApiKey[] =>
  Array.from({ length: to - from }, (_, place) => {
    const id = `key-${from + place}`;
    return sampleApiKey({ id, name: id });
  });

function selectionOver(shown: readonly SampleApiKey[]) {
  const client = apolloClientOver(fakeServer().link);
  return renderHook(
    ({ page }: { page: readonly SampleApiKey[] }) => ({
      selection: useKeySelection(page),
      store: useRevocationStore(),
    }),
    {
      initialProps: { page: shown },
      wrapper: ({ children }: { children: ReactNode }) => (
        <ApolloProvider client={client}>{children}</ApolloProvider>
      ),
    },
  );
}

it('lasts while other pages are shown, and takes what is newer of a key that is shown again', () => {
  const hook = selectionOver(keys(0, 25));
  act(() => hook.result.current.selection.toggle('key-3', { isRange: false }));

  hook.rerender({ page: keys(25, 50) });
  act(() => hook.result.current.selection.toggle('key-30', { isRange: true }));
  expect(hook.result.current.selection).toMatchObject({
    page: 'some',
    keys: [{ id: 'key-3' }, { id: 'key-30' }],
  });
  hook.rerender({ page: [sampleApiKey({ id: 'key-3', name: 'renamed' })] });

  expect(hook.result.current.selection.keys.map(({ name }) => name)).toEqual(['renamed', 'key-30']);
  expect(hook.result.current.selection.page).toBe('all');
});

it('stops at as many as are revoked at once', () => {
  const hook = selectionOver(keys(0, 80));
  act(() => hook.result.current.selection.togglePage());
  hook.rerender({ page: keys(80, 160) });

  act(() => hook.result.current.selection.togglePage());

  expect(hook.result.current.selection.keys).toHaveLength(100);
  expect(hook.result.current.selection.page).toBe('some');
});

it('lets go of keys that were revoked, from here and from elsewhere', () => {
  const hook = selectionOver(keys(0, 3));
  act(() => hook.result.current.selection.togglePage());

  const receipt = { revokedAt: '2026-01-01T00:00:00Z', nodes: [] };
  act(() => hook.result.current.store.add([{ id: 'key-0', name: 'key-0', receipt }]));
  hook.rerender({ page: [sampleApiKey({ id: 'key-1', name: 'key-1', status: 'REVOKED' }), ...keys(2, 3)] });

  expect(hook.result.current.selection.keys.map(({ id }) => id)).toEqual(['key-2']);
});
