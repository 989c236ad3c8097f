import { register } from 'prom-client';
import { createMetrics } from './metrics';

describe('the metrics of a process', () => {
  it('count calls, tokens and refusals by their labels', async () => {
    const metrics = createMetrics();

    metrics.calls.inc({ model: 'demo/echo', end_reason: 'COMPLETED' });
    metrics.tokens.inc({ model: 'demo/echo', type: 'input' }, 12);
    metrics.refused.inc({ reason: 'invalid_api_key' });

    const text = await metrics.text();
    expect(text).toContain('keymeter_calls_total{model="demo/echo",end_reason="COMPLETED"} 1\n');
    expect(text).toContain('keymeter_tokens_total{model="demo/echo",type="input"} 12\n');
    expect(text).toContain('keymeter_refused_total{reason="invalid_api_key"} 1\n');
  });

  it('tell times and what is under way', async () => {
    const metrics = createMetrics();

    metrics.callSeconds.observe(0.3);
    metrics.firstByteSeconds.observe(0.02);
    metrics.streamsOpen.inc();
    metrics.settlementsPending.set(3);

    const text = await metrics.text();
    expect(text).toContain('keymeter_call_duration_seconds_bucket{le="0.25"} 0\n');
    expect(text).toContain('keymeter_call_duration_seconds_bucket{le="0.5"} 1\n');
    expect(text).toContain('keymeter_time_to_first_byte_seconds_bucket{le="0.025"} 1\n');
    expect(text).toContain('keymeter_streams_open 1\n');
    expect(text).toContain('keymeter_settlements_pending 3\n');
  });

  it('tell about the process itself', async () => {
    expect(await createMetrics().text()).toMatch(/^process_resident_memory_bytes \d+$/m);
  });

  it('are told in the text format of Prometheus', () => {
    expect(createMetrics().contentType).toMatch(/^text\/plain; version=0\.0\.4/);
  });

  it('are kept apart from those of another set, and out of any global one', async () => {
    const [one, other] = [createMetrics(), createMetrics()];

    one.streamsOpen.inc();

    expect(await other.text()).toContain('keymeter_streams_open 0\n');
    expect(await register.metrics()).not.toContain('keymeter');
  });

  it('refuse a label that was not named before', () => {
    const { refused } = createMetrics();

    expect(() => refused.inc(JSON.parse('{"secret":"value"}'))).toThrow('not included in initial labelset');
  });
});
