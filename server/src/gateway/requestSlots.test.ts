import { RequestSlots } from './requestSlots';

describe('the slots of a node', () => {
  it('are refused when all are taken, and free again when one is given back', () => {
    const slots = new RequestSlots({ maxRequests: 2, maxBodyBytes: 100 });
    const first = slots.take(0);
    slots.take(0);

    expect(slots.take(0)).toBeNull();
    first?.();
    expect(slots.take(0)).not.toBeNull();
  });

  it('are refused when the bodies together would be too large', () => {
    const slots = new RequestSlots({ maxRequests: 9, maxBodyBytes: 100 });
    const first = slots.take(60);

    expect(slots.take(41)).toBeNull();
    expect(slots.take(40)).not.toBeNull();
    first?.();
    expect(slots.take(41)).not.toBeNull();
  });

  it('are given back once, however often it is tried', () => {
    const slots = new RequestSlots({ maxRequests: 9, maxBodyBytes: 100 });
    slots.take(10);
    const giveBack = slots.take(10);

    giveBack?.();
    giveBack?.();

    expect(slots.size).toBe(1);
  });
});
