import { API_KEY_CHANGED } from '../features/apiKeys/apiKey.graphql';
import { fakeServer } from '../testing/fakeServer';
import { sampleApiKey } from '../testing/sampleAccount';
import { apolloClientOver } from './apolloClient';
import { POLL_MS, watchServer } from './watchServer';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function watch() {
  const server = fakeServer();
  const onChange = jest.fn();
  const onStatus = jest.fn();
  const client = apolloClientOver(server.link);
  const stop = watchServer({ client, subscription: API_KEY_CHANGED, onChange, onStatus });
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  return { server, onChange, onStatus, stop, pass };
}

const EVENT = { apiKeyChanged: sampleApiKey({ id: 'key-1', name: 'prod-web' }) };

it('tells changes that come close together once', async () => {
  const { server, onChange, stop, pass } = watch();
  await server.tell('ApiKeyChanged', EVENT);
  await server.tell('ApiKeyChanged', EVENT);
  await pass(2_000);

  expect(onChange).toHaveBeenCalledTimes(1);
  stop();
  expect(server.listeners('ApiKeyChanged')).toBe(0);
});

it('opens another stream when one that worked breaks off, and asks for what was missed until it stands', async () => {
  const { server, onChange, onStatus, stop, pass } = watch();
  await pass(5_000);

  server.breakOff('ApiKeyChanged');
  await pass(1_500);

  expect(server.listeners('ApiKeyChanged')).toBe(1);
  expect(onChange).toHaveBeenCalledTimes(2);
  expect(onStatus).not.toHaveBeenCalledWith('polling');
  await pass(5_000);
  expect(onChange).toHaveBeenCalledTimes(3);
  stop();
});

it('asks every 15 seconds while no stream can be had, and listens again as soon as one can', async () => {
  const { server, onChange, onStatus, stop, pass } = watch();
  server.fail('ApiKeyChanged', { kind: 'unreachable' });
  server.breakOff('ApiKeyChanged');
  await pass(1_500 + 2 * POLL_MS);
  expect(onStatus).toHaveBeenLastCalledWith('polling');
  expect(onChange).toHaveBeenCalledTimes(3);

  server.recover('ApiKeyChanged');
  await pass(POLL_MS + 5_000);

  expect(server.listeners('ApiKeyChanged')).toBe(1);
  expect(onStatus).toHaveBeenLastCalledWith('listening');
  stop();
  await pass(3 * POLL_MS);
  expect(onChange).toHaveBeenCalledTimes(5);
});

it('asks once for what happened while the first stream was opened', async () => {
  const { onChange, stop, pass } = watch();
  await pass(60_000);

  expect(onChange).toHaveBeenCalledTimes(1);
  stop();
});
