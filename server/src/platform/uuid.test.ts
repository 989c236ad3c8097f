import { createUuidMaker, isUuid, newUuid } from './uuid';

describe('ids', () => {
  it('are UUIDs of version 7 that begin with the time', () => {
    const makeUuid = createUuidMaker(() => new Date('2026-11-23T00:00:00Z'));

    const id = makeUuid();

    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-11-23T00:00:00Z'));
  });

  it('sort in the order in which they were made, also 10,000 within one millisecond', () => {
    const makeUuid = createUuidMaker(() => new Date('2026-11-23T00:00:00Z'));

    const ids = Array.from({ length: 10_000 }, makeUuid);

    expect([...ids].sort()).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('go on sorting when the clock jumps back', () => {
    let time = new Date('2026-11-23T12:00:00Z');
    const makeUuid = createUuidMaker(() => time);
    const before = makeUuid();

    time = new Date('2026-11-23T11:00:00Z');
    const after = makeUuid();

    expect(after > before).toBe(true);
  });

  it.each([
    ['an id of ours', newUuid(), true],
    ['capital letters', newUuid().toUpperCase(), true],
    ['nothing', '', false],
    ['a newline behind', `${newUuid()}\n`, false],
    ['SQL', "' OR 1=1 --", false],
    ['braces', `{${newUuid()}}`, false],
  ])('are told from other text: %s', (_case, text, expected) => {
    expect(isUuid(text)).toBe(expected);
  });
});
