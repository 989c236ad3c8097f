import { AUDIT_EVENTS } from '../features/audit/audit.graphql';
import { AUDIT_ENTRY } from '../features/audit/auditEntry.graphql';
import { fakeServer } from '../testing/fakeServer';
import { daysAgo } from '../testing/sampleAccount';
import { apolloClientOver } from './apolloClient';

const EVENT = {
  id: 'event-1',
  at: daysAgo(1),
  actor: 'ann@example.com',
  actorKind: 'member',
  address: null,
  action: 'api_key.updated',
  subject: 'prod-web',
  subjectId: 'key-1',
  detail: null,
};

it('hides what a fragment asks for from who asked the query, and shows it to the fragment', async () => {
  const client = apolloClientOver(fakeServer({ auditEvents: [EVENT] }).link);

  const { data } = await client.query({ query: AUDIT_EVENTS, variables: { first: 5 } });
  const [event] = data?.auditEvents.nodes ?? [];

  expect(event).toEqual({ __typename: 'AuditEvent', id: 'event-1' });
  expect(
    client.cache.readFragment({ fragment: AUDIT_ENTRY, id: client.cache.identify({ ...event }) ?? '' }),
  ).toMatchObject({ actor: 'ann@example.com', subject: 'prod-web' });
});
