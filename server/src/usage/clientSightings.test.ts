import { ClientSightings, type Sighting } from './clientSightings';

function sightings() {
  const written: Sighting[][] = [];
  const world = { isAway: false, beforeAnswer: async () => {} };
  const errors: unknown[] = [];
  const notes = new ClientSightings({
    write: async (batch) => {
      await world.beforeAnswer();
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

  it('are bounded for a key and in all, also while they cannot be written', async () => {
    const { notes, note, written, world } = sightings();
    for (let i = 0; i < 50; i += 1) note(`agent ${i}`);
    for (let i = 0; i < 9_900; i += 1) note('curl', `key ${i}`);
    world.isAway = true;
    world.beforeAnswer = async () => {
      for (let i = 0; i < 50; i += 1) note(`later ${i}`);
      for (let i = 0; i < 9_900; i += 1) note('curl', `later ${i}`);
    };
    await notes.flush();

    world.isAway = false;
    world.beforeAnswer = async () => {};
    await notes.flush();

    const ofKey = written[0]?.filter(({ apiKeyId }) => apiKeyId === 'key');
    expect(ofKey?.map(({ client }) => client)).toEqual(
      Array.from({ length: 50 }, (_, i) => `agent ${i} from 203.0.113.0/24`),
    );
    expect(written[0]).toHaveLength(10_000);
  });

  it('hold nobody up at the end when the database does not answer', async () => {
    const { notes, note, world } = sightings();
    note('curl/8');
    world.beforeAnswer = () => new Promise(() => {});
    const startedAt = performance.now();

    await notes.stop();

    expect(performance.now() - startedAt).toBeLessThan(3_000);
  });

  it('are written by themselves every 5 seconds, and no more once stopped', async () => {
    jest.useFakeTimers();
    try {
      const { notes, note, written } = sightings();
      notes.start();
      note('curl/8');

      await jest.advanceTimersByTimeAsync(4_999);
      expect(written).toEqual([]);
      await jest.advanceTimersByTimeAsync(1);
      expect(written).toHaveLength(1);
      await notes.stop();
      note('too late');
      await jest.advanceTimersByTimeAsync(60_000);
      expect(written).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });
});
