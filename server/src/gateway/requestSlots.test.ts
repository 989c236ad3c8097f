import { GatewayRefusal } from './gatewayRefusal';
import { RequestSlots, type SlotLimits } from './requestSlots';

const LIMITS: SlotLimits = { maxRequests: 4, maxPerKey: 2, maxUploadsPerAddress: 3, maxBodyBytes: 400 };
const slotsWith = (limits: Partial<SlotLimits> = {}) => new RequestSlots({ ...LIMITS, ...limits });

function refusalOf(work: () => unknown): string | null {
  try {
    work();
    return null;
  } catch (error) {
    return error instanceof GatewayRefusal ? error.code : 'ANOTHER ERROR';
  }
}

describe('the slots of a node', () => {
  it('are refused when all are taken, and free again when one is given back', () => {
    const slots = slotsWith({ maxRequests: 2 });
    const first = slots.take({ secret: 'a', address: '1' });
    slots.take({ secret: 'b', address: '2' });
    const third = { secret: 'c', address: '3' };

    expect(refusalOf(() => slots.take(third))).toBe('RATE_LIMITED');
    first.giveBack();
    expect(refusalOf(() => slots.take(third))).toBeNull();
  });

  it('are refused to a key that has its share, and not to others', () => {
    const slots = slotsWith();
    const held = [1, 2].map((n) => slots.take({ secret: 'a', address: String(n) }));

    expect(refusalOf(() => slots.take({ secret: 'a', address: '3' }))).toBe('STREAMS_PER_KEY');
    expect(refusalOf(() => slots.take({ secret: 'b', address: '3' }))).toBeNull();
    held[0]?.giveBack();
    expect(refusalOf(() => slots.take({ secret: 'a', address: '4' }))).toBeNull();
  });

  it('are refused to an address with so many bodies that are not complete, whatever keys it names', () => {
    const slots = slotsWith({ maxRequests: 9 });
    const held = ['a', 'b', 'c'].map((secret) => slots.take({ secret, address: '1' }));

    expect(refusalOf(() => slots.take({ secret: 'd', address: '1' }))).toBe('UPLOADS_PER_ADDRESS');
    expect(refusalOf(() => slots.take({ secret: 'd', address: '2' }))).toBeNull();
    held[0]?.endUpload();
    expect(refusalOf(() => slots.take({ secret: 'd', address: '1' }))).toBeNull();
  });

  it('have room for so many bytes of bodies, of which an address may fill a quarter with what is not complete', () => {
    const slots = slotsWith({ maxRequests: 9 });
    const [one, two] = ['a', 'b'].map((secret) => slots.take({ secret, address: '1' }));

    expect([one?.grow(60), two?.grow(41), two?.grow(40)]).toEqual([true, false, true]);
    one?.endUpload();
    expect([two?.grow(61), two?.grow(60)]).toEqual([false, true]);
    const others = ['2', '3', '4'].map((address) => slots.take({ secret: null, address }));
    expect(others.map((slot) => slot.grow(100))).toEqual([true, true, false]);
    one?.giveBack();
    expect(others[2]?.grow(100)).toBe(true);
  });

  it('are given back whole and once, however often it is tried, and leave nothing behind', () => {
    const slots = slotsWith();
    const held = ['a', 'a', null].map((secret) => slots.take({ secret, address: '1' }));
    for (const slot of held) slot.grow(10);
    held[0]?.endUpload();

    for (const slot of [...held, ...held]) slot.giveBack();

    expect([slots.size, slots.holders]).toEqual([0, 0]);
    expect(held[0]?.grow(1)).toBe(false);
    const again = Array.from({ length: 2 }, () => slots.take({ secret: 'a', address: '1' }));
    expect(again.map((slot) => slot.grow(50))).toEqual([true, true]);
  });
});
