import { LostCalls } from './lostCalls';
import type { Settlement } from './settlement';

const lost = { requestId: 'r' } as Settlement;

function lostCalls() {
  const settled: Settlement[] = [];
  const world = { nowMs: 0, isLeaseValid: true };
  const job = new LostCalls({
    list: async () => [lost],
    settle: async (settlement) => {
      settled.push(settlement);
    },
    isLeaseValid: () => world.isLeaseValid,
    onError: () => {},
    monotonicMs: () => world.nowMs,
  });
  return { job, settled, world };
}

describe('calls of a node that died', () => {
  it('are settled by a node that has itself been heard for half a minute', async () => {
    const { job, settled, world } = lostCalls();

    world.nowMs = 30_000;
    await job.look();

    expect(settled).toEqual([lost]);
  });

  it('are left alone before that: after an outage of the database the living have to speak first', async () => {
    const { job, settled, world } = lostCalls();

    world.nowMs = 60_000;
    world.isLeaseValid = false;
    await job.look();
    world.isLeaseValid = true;
    world.nowMs = 89_999;
    await job.look();
    expect(settled).toEqual([]);

    world.nowMs = 90_000;
    await job.look();
    expect(settled).toEqual([lost]);
  });
});
