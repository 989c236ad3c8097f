import type { Settlement } from '../usage/settlement';
import { CallsInMemory } from './testing/callsInMemory';
import { MemoryAnswer } from './testing/memoryAnswer';
import { EVENTS, JSON_HEAD, ScriptedUpstream } from './testing/scriptedUpstream';

const said = (content: string) => `data: ${JSON.stringify({ choices: [{ delta: { content } }] })}\n\n`;
const REPORT = 'data: {"choices":[],"usage":{"prompt_tokens":70,"completion_tokens":9}}\n\n';
const DONE = 'data: [DONE]\n\n';
const PROMPT_TOKENS = 9;

const endOf = ({ endReason, usage: { inputTokens, outputTokens, source } }: Settlement) => [
  endReason,
  inputTokens,
  outputTokens,
  source,
];

describe('a client that leaves', () => {
  it.each([
    ['after the first words', [said('hello')], [PROMPT_TOKENS, 1, 'ESTIMATED']],
    ['after the report', [said('hello'), REPORT], [70, 9, 'REPORTED']],
    ['before the first word', [], [PROMPT_TOKENS, 0, 'ESTIMATED']],
  ] as const)('%s pays for what was used until then', async (_when, before, tokens) => {
    const answer = new MemoryAnswer();
    const upstream = new ScriptedUpstream(EVENTS, [...before, () => answer.leave(), said(' world'), DONE]);
    const gate = new CallsInMemory(upstream);

    await gate.ask({}, answer);

    expect(gate.ledger.settlements.map(endOf)).toEqual([['CLIENT_GONE', ...tokens]]);
    expect(upstream.endings).toEqual(['CANCELLED']);
    expect(gate.running.size).toBe(0);
  });

  it('while its call is being admitted pays nothing, and no upstream is asked', async () => {
    const answer = new MemoryAnswer();
    const upstream = new ScriptedUpstream(EVENTS, [DONE]);
    const gate = new CallsInMemory(upstream);
    gate.ledger.beforeAdmission = async () => answer.leave();

    await gate.ask({}, answer);

    expect(gate.ledger.settlements.map(endOf)).toEqual([['CLIENT_GONE', 0, 0, 'REPORTED']]);
    expect(upstream.requests).toEqual([]);
  });

  it('before its call is looked at opens nothing', async () => {
    const answer = new MemoryAnswer();
    answer.leave();
    const gate = new CallsInMemory(new ScriptedUpstream(EVENTS, [DONE]));

    await gate.ask({}, answer);

    expect(gate.ledger.asked).toEqual([]);
    expect(gate.running.size).toBe(0);
  });

  it('when the answer is complete but for its last bytes has had a complete answer', async () => {
    const answer = new MemoryAnswer();
    const settle = jest.fn(async () => answer.leave());
    const gate = new CallsInMemory(new ScriptedUpstream(EVENTS, [said('hello'), REPORT, DONE]), { settle });

    await gate.ask({}, answer);

    expect(settle).toHaveBeenCalledTimes(1);
    expect(settle).toHaveBeenCalledWith(
      expect.objectContaining({ endReason: 'COMPLETED' }),
      expect.anything(),
    );
    expect(gate.running.size).toBe(0);
  });
});

describe('a key that is revoked', () => {
  it('ends its stream with an error, and what ran until then is settled before the revoke is confirmed', async () => {
    let confirmed: Promise<number> | null = null;
    let settledAtConfirmation = -1;
    const revoke = () => {
      confirmed = gate.running.endKey(gate.apiKeyId, 'KEY_REVOKED').then((count) => {
        settledAtConfirmation = gate.ledger.settlements.length;
        return count;
      });
    };
    const gate = new CallsInMemory(
      new ScriptedUpstream(EVENTS, [said('hello'), revoke, said(' world'), DONE]),
    );

    const answer = await gate.ask();

    expect(await confirmed).toBe(1);
    expect(settledAtConfirmation).toBe(1);
    expect(gate.ledger.settlements.map(endOf)).toEqual([['KEY_REVOKED', PROMPT_TOKENS, 1, 'ESTIMATED']]);
    expect(answer.text).toMatch(/hello.*"code":"invalid_api_key"\}\}\n\n$/s);
    expect(answer.text).not.toContain('world');
  });

  it('ends an answer in one piece before the client has seen anything of it', async () => {
    const revoke = () => void gate.running.endKey(gate.apiKeyId, 'KEY_REVOKED');
    const gate = new CallsInMemory(new ScriptedUpstream(JSON_HEAD, ['{"choices":', revoke, '[]}']));

    const answer = await gate.ask({ stream: false });

    expect([answer.status, gate.ledger.settlements[0]?.endReason]).toEqual([401, 'KEY_REVOKED']);
  });

  it('is not used even when it was revoked between the answer of the database and its arrival here', async () => {
    const upstream = new ScriptedUpstream(EVENTS, [said('hello'), DONE]);
    const gate = new CallsInMemory(upstream);
    gate.ledger.beforeAdmission = async () => void gate.running.endKey(gate.apiKeyId, 'KEY_REVOKED');

    const answer = await gate.ask();

    expect(upstream.requests).toEqual([]);
    expect(answer.status).toBe(401);
    expect(gate.ledger.settlements.map(endOf)).toEqual([['KEY_REVOKED', 0, 0, 'REPORTED']]);
  });
});

describe('a node', () => {
  it('that goes down ends its streams with an error and settles them', async () => {
    const stop = () => void gate.running.endAll('SHUTDOWN');
    const gate = new CallsInMemory(new ScriptedUpstream(EVENTS, [said('hello'), stop, said(' world'), DONE]));

    const answer = await gate.ask();

    expect(gate.ledger.settlements.map(endOf)).toEqual([['SHUTDOWN', PROMPT_TOKENS, 1, 'ESTIMATED']]);
    expect(answer.text).toMatch(/"code":"service_unavailable"\}\}\n\n$/);
  });

  it('that can no longer tell whether a key is good passes nothing more on', async () => {
    const lose = () => {
      gate.isLeaseValid = false;
    };
    const gate = new CallsInMemory(new ScriptedUpstream(EVENTS, [said('hello'), lose, said(' world'), DONE]));

    const answer = await gate.ask();

    expect(answer.text).not.toContain('world');
    expect(answer.text).toMatch(/"code":"service_unavailable"\}\}\n\n$/);
    expect(gate.ledger.settlements).toHaveLength(1);
  });

  it('hands out no answer in one piece then either', async () => {
    const lose = () => {
      gate.isLeaseValid = false;
    };
    const gate = new CallsInMemory(new ScriptedUpstream(JSON_HEAD, [lose, '{"choices":[]}']));

    const answer = await gate.ask({ stream: false });

    expect(answer.status).toBe(503);
  });

  it('and takes on nothing new then', async () => {
    const gate = new CallsInMemory(new ScriptedUpstream(EVENTS, [DONE]));
    gate.isLeaseValid = false;

    const answer = await gate.ask();

    expect(answer.status).toBe(503);
    expect(gate.ledger.asked).toEqual([]);
  });
});
