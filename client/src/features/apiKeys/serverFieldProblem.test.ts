import type { ErrorCode } from '@keymeter/shared';
import { newKeyValues } from './apiKeyForm';
import { fieldAtFault } from './serverFieldProblem';

const VALUES = newKeyValues(['openai/gpt-5'], null);
const refusal = (code: ErrorCode, field: string | null) =>
  ({ kind: 'refused', code, field, requestId: null }) as const;

it.each([
  ['name', 'name'],
  ['input.name', 'name'],
  ['input.modelIds', 'modelIds'],
  ['input.note', null],
  [null, null],
] as const)('shows a refusal of %j at the field itself', (field, expected) => {
  expect(fieldAtFault(refusal('INVALID_INPUT', field), VALUES)).toBe(expected);
});

it('points to the models when one of them is gone', () => {
  expect(fieldAtFault(refusal('MODEL_NOT_AVAILABLE', null), VALUES)).toBe('modelIds');
});

it('points to no field that is not on the screen', () => {
  const all = { ...VALUES, permission: 'all' } as const;
  const custom = { ...VALUES, expiration: 'custom' } as const;

  expect(fieldAtFault(refusal('MODEL_NOT_AVAILABLE', null), all)).toBeNull();
  expect(fieldAtFault(refusal('INVALID_INPUT', 'allModels'), all)).toBeNull();
  expect(fieldAtFault(refusal('INVALID_INPUT', 'expiresAt'), VALUES)).toBeNull();
  expect(fieldAtFault(refusal('INVALID_INPUT', 'expiresAt'), custom)).toBe('customDay');
});

it('points nowhere when it was no field that was refused', () => {
  expect(fieldAtFault({ kind: 'unreachable' }, VALUES)).toBeNull();
  expect(fieldAtFault(refusal('KEY_LIMIT_REACHED', 'name'), VALUES)).toBeNull();
});

it('finds the limit that was refused', () => {
  const refused = refusal('INVALID_INPUT', 'limits.monthlyCost');

  expect(fieldAtFault(refused, VALUES)).toBe('limits.monthlyCost');
});
