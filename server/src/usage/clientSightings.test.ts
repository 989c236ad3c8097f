import { ClientSightings, type Sighting } from './clientSightings';

function sightings() {
  const written: Sighting[][] = [];
  const world = { isAway: false };
  const errors: unknown[] = [];
  const notes = new ClientSightings({
    write: async (batch) => {
      if (world.isAway) throw new Error('away');
      written.push([...batch]);
    },
    onError: (error) => errors.push(error),
  });
  const note = (userAgent: string, apiKeyId = 'key') =>
    notes.note({ accountId: 'account', apiKeyId, userAgent, address: '203.0.113.7' });
  return { notes, note, written, world, errors };
}

describe('the programs that use keys', () => {
  it('are written once, however often they call', async () => {
    const { notes, note, written } = sightings();

    for (let i = 0; i < 100; i += 1) note('curl/8');
    note('OpenAI/JS');
    await notes.flush();
    await notes.flush();

    expect(written.map((batch) => batch.map(({ client }) => client))).toEqual([
      ['curl/8 from 203.0.113.0/24', 'OpenAI/JS from 203.0.113.0/24'],
    ]);
  });

  it('are bounded for a key and in all', async () => {
    const { notes, note, written } = sightings();

    for (let i = 0; i < 200; i += 1) note(`agent ${i}`);
    for (let i = 0; i < 20_000; i += 1) note('curl', `key ${i}`);
    await notes.flush();

    expect(written[0]?.filter(({ apiKeyId }) => apiKeyId === 'key')).toHaveLength(50);
    expect(written[0]).toHaveLength(10_000);
  });

  it('wait when they cannot be written, and are written at the end', async () => {
    const { notes, note, written, world, errors } = sightings();
    note('curl/8');
    world.isAway = true;
    await notes.flush();

    world.isAway = false;
    note('later');
    await notes.stop();

    expect(errors).toHaveLength(1);
    expect(written[0]?.map(({ client }) => client.split(' ')[0]).sort()).toEqual(['curl/8', 'later']);
  });
});
