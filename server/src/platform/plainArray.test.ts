import { plainArray } from './plainArray';

it.each<[Parameters<typeof plainArray>[0], string]>([
  [[], '{}'],
  [[1, null, Number.MAX_SAFE_INTEGER], '{1,NULL,9007199254740991}'],
  [[true, false], '{true,false}'],
  [['0192f1c4-7b1e-7d7e-8000-000000000000', null], '{0192f1c4-7b1e-7d7e-8000-000000000000,NULL}'],
])('%j is written as PostgreSQL reads it', (values, text) => {
  expect(plainArray(values)).toBe(text);
});
