import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, parse, validate } from 'graphql';
import { starterTabs } from './starterTabs';
import { storageWithoutSecrets, withoutSecrets } from './withoutSecrets';

const SECRET = 'aim_sk_7Gq2mVtR9sXwL4bNcY6dKfHj3PzA8eUoT5iQx1MvBnWkZr0y';
const TOKEN = 'aim_pat_7Gq2mVtR9sXwL4bNcY6dKfHj3PzA8eUoT5iQx1MvBnWkZr0y';

it.each([
  ['a key', SECRET, '…'],
  ['a token', TOKEN, '…'],
  ['a key of another brand', SECRET.replace('aim', 'acme42'), '…'],
  ['a key within more', `{"key":"${SECRET}","n":1}`, '{"key":"…","n":1}'],
  ['a masked key', 'aim_sk_…x4Qp', 'aim_sk_…x4Qp'],
  ['a plain text', 'query { viewer { user { id } } }', 'query { viewer { user { id } } }'],
])('keeps of %s only what may be seen', (_what, text, kept) => {
  expect(withoutSecrets(text)).toBe(kept);
});

it('lets no credential into the storage of the browser', () => {
  const storage = storageWithoutSecrets(localStorage);

  storage.setItem('tabs', `variables ${SECRET} ${TOKEN}`);

  expect(localStorage.getItem('tabs')).toBe('variables … …');
  expect(storage.getItem('tabs')).toBe('variables … …');
  storage.removeItem('tabs');
  expect(storage.length).toBe(0);
});

it('starts with operations that the schema knows', () => {
  const schema = buildSchema(readFileSync(join(__dirname, '../../../../server/schema.graphql'), 'utf8'));

  for (const { query } of starterTabs(new Date())) expect(validate(schema, parse(query))).toEqual([]);
  expect(starterTabs(new Date()).map(({ query }) => /(?:query|mutation) (\w+)/.exec(query)?.[1])).toEqual([
    'ListMyKeys',
    'CreateAKey',
    'UsageByModelAndKey',
    'UsagePerDay',
  ]);
});
