import { format, inspect } from 'node:util';
import { Secret } from './secret';

const CANARY = 'canary-9f2d7c';

describe('a secret', () => {
  it('is given out by reveal()', () => {
    expect(new Secret(CANARY).reveal()).toBe(CANARY);
  });

  it.each([
    ['joined to a text', (secret: Secret) => `${secret}`],
    ['added to a text', (secret: Secret) => String(secret)],
    ['serialised inside an object', (secret: Secret) => JSON.stringify({ nested: [secret] })],
    [
      'inspected with everything shown',
      (secret: Secret) => inspect({ secret }, { showHidden: true, depth: 9 }),
    ],
    ['formatted as an object', (secret: Secret) => format('%o %O %j %s', secret, secret, secret, secret)],
    ['copied by spreading', (secret: Secret) => JSON.stringify({ ...secret })],
    ['listed by its properties', (secret: Secret) => JSON.stringify(Object.getOwnPropertyNames(secret))],
  ])('stays hidden when it is %s', (_way, show) => {
    const shown = show(new Secret(CANARY));

    expect(shown).not.toContain(CANARY);
  });
});
