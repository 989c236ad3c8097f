import { eventually } from '../test/eventually';
import { PROMPT_TOKENS, question, TestGateway } from './testing/testGateway';

let gateway: TestGateway;
afterEach(() => gateway.close());

const STREAMS = 30;

async function startStreams(secret = gateway.secret, count = STREAMS): Promise<Promise<string>[]> {
  const answers = await Promise.all(
    Array.from({ length: count }, () =>
      gateway.chat(question({ stream: true }), { authorization: `Bearer ${secret}` }),
    ),
  );
  return answers.map((answer) => answer.text());
}

describe('streams whose key is revoked', () => {
  it('all end with an error event within a second, settled, and others run on', async () => {
    gateway = await TestGateway.start({ tokensPerSecond: 30 });
    const streams = await startStreams();

    const start = performance.now();
    const ended = await gateway.running.endKey(gateway.apiKeyId, 'KEY_REVOKED');
    const settledThen = gateway.ledger.settlements.length;
    const texts = await Promise.all(streams);

    expect(performance.now() - start).toBeLessThan(1_000);
    expect([ended, settledThen]).toEqual([STREAMS, STREAMS]);
    for (const text of texts) {
      expect(text).toMatch(/"code":"invalid_api_key"\}\}\n\n$/);
      expect(text).not.toContain('[DONE]');
    }
    for (const { endReason, usage } of gateway.ledger.settlements) {
      expect([endReason, usage.inputTokens, usage.source]).toEqual([
        'KEY_REVOKED',
        PROMPT_TOKENS,
        'ESTIMATED',
      ]);
    }
    await eventually(() => expect(gateway.upstream.openCount).toBe(0), 500);
    expect(gateway.running.size).toBe(0);
  });

  it('end also while the upstream says nothing, and answers in one piece with them', async () => {
    gateway = await TestGateway.start({ behaviour: 'stall', timeouts: { silenceMs: 60_000 } });
    const answers = [gateway.chat(question({ stream: true })), gateway.chat(question())];
    await eventually(() => expect(gateway.upstream.openCount).toBe(2));
    await answers[0];

    const ended = await gateway.running.endKey(gateway.apiKeyId, 'KEY_REVOKED');

    const [stream, whole] = await Promise.all(answers);
    expect(ended).toBe(2);
    expect([stream?.status, whole?.status]).toEqual([200, 401]);
    expect(await stream?.text()).toContain('invalid_api_key');
    expect(gateway.ledger.settlements.map(({ endReason }) => endReason)).toEqual([
      'KEY_REVOKED',
      'KEY_REVOKED',
    ]);
  });

  it('end although their client does not read', async () => {
    gateway = await TestGateway.start({ behaviour: 'endless', timeouts: { totalMs: 60_000 } });
    const answer = await gateway.chat(question({ stream: true }));
    await eventually(async () => {
      const before = gateway.upstream.last.sentBytes();
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(gateway.upstream.last.sentBytes()).toBe(before);
    });

    const ended = await gateway.running.endKey(gateway.apiKeyId, 'KEY_REVOKED');

    expect(ended).toBe(1);
    expect(gateway.ledger.settlements.map(({ endReason }) => endReason)).toEqual(['KEY_REVOKED']);
    await eventually(() => expect(gateway.upstream.openCount).toBe(0), 500);
    await answer.body?.cancel();
  });
});

describe('a node that goes down', () => {
  it('ends every stream with an error event and settles it', async () => {
    gateway = await TestGateway.start({ tokensPerSecond: 30 });
    const streams = await startStreams();

    const ended = await gateway.running.endAll('SHUTDOWN');
    const texts = await Promise.all(streams);

    expect(ended).toBe(STREAMS);
    for (const text of texts) expect(text).toMatch(/"code":"service_unavailable"\}\}\n\n$/);
    expect(gateway.ledger.settlements.map(({ endReason }) => endReason)).toEqual(
      Array(STREAMS).fill('SHUTDOWN'),
    );
  });
});

describe('a node that lost its lease', () => {
  it('ends its streams at their next words and takes nothing new on', async () => {
    gateway = await TestGateway.start({ tokensPerSecond: 30 });
    const streams = await startStreams(gateway.secret, 5);

    gateway.isLeaseValid = false;
    const texts = await Promise.all(streams);
    const refused = await gateway.chat(question());

    for (const text of texts) expect(text).toMatch(/"code":"service_unavailable"\}\}\n\n$/);
    expect(gateway.ledger.settlements).toHaveLength(5);
    expect(refused.status).toBe(503);
  });
});

describe('a ledger that does not answer in time', () => {
  it.each([
    [true, 200, /"code":"service_unavailable"\}\}\n\n$/],
    [false, 503, /"code":"service_unavailable"/],
  ])('ends the answer with an error, streamed: %s', async (stream, status, ending) => {
    gateway = await TestGateway.start();
    gateway.ledger.isSettlingAway = true;

    const answer = await gateway.chat(question({ stream }));
    const text = await answer.text();

    expect(answer.status).toBe(status);
    expect(text).toMatch(ending);
    expect(text).not.toContain('[DONE]');
    expect(gateway.ledger.settlements).toHaveLength(1);
  });
});
