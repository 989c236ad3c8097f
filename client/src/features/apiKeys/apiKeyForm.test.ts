import { NO_LIMITS } from '../../testing/sampleAccount';
import {
  type ApiKeyFormValues,
  characters,
  cleanName,
  createInput,
  nameProblem,
  newKeyValues,
  updateInput,
  valuesOf,
} from './apiKeyForm';
import { type Shrinkage, shrinkageOf } from './shrinkage';
import type { ApiKeyDetails } from './useApiKey';

const MODELS = [
  { id: 'openai/gpt-5', name: 'GPT-5', isAvailable: true },
  { id: 'a/sonnet', name: 'Sonnet', isAvailable: false },
];

const KEY: ApiKeyDetails = {
  id: 'key-1',
  name: 'prod-web',
  maskedKey: 'aim_sk_…x4Qp',
  status: 'ACTIVE',
  allModels: false,
  models: MODELS,
  modelCount: MODELS.length,
  firstModels: MODELS,
  note: 'for the shop',
  createdAt: '2026-01-01T00:00:00.000Z',
  version: 3,
  lastUsedAt: null,
  expiresAt: '2026-07-01T00:00:00.000Z',
  revokedAt: null,
  oldSecretEndsAt: null,
  oldSecretLastUsedAt: null,
  leak: null,
  limits: NO_LIMITS,
};

const until = (expiresAt: string | null) => ({ expiresAt, locale: 'en-IE' });
const never = until(null);

const FREE_KEY: ApiKeyDetails = { ...KEY, allModels: true, models: [], expiresAt: null, note: null };

describe('the name of a key', () => {
  it.each([
    ['', 'nameMissing'],
    ['   ', 'nameMissing'],
    ['x'.repeat(65), 'nameLong'],
    ['tab\there', 'nameControl'],
    ['nul\u0000', 'nameControl'],
    ['x'.repeat(64), null],
    [`  ${'x'.repeat(64)}  `, null],
    ['🔑'.repeat(64), null],
    ['🔑'.repeat(65), 'nameLong'],
    ['Schlüssel für Ümläute', null],
  ])('is judged as a person counts: %j', (name, problem) => {
    expect(nameProblem(name)).toBe(problem);
  });

  it('is the same however its accents were typed', () => {
    expect(cleanName(' Cafe\u0301 ')).toBe('Caf\u00e9');
    expect(characters(cleanName('e\u0301'))).toBe(1);
  });
});

describe('a new key', () => {
  const values: ApiKeyFormValues = { ...newKeyValues(['openai/gpt-5'], null), name: ' prod-web ' };

  it('is asked for with nothing but what was filled in', () => {
    expect(createInput(values, never)).toEqual({ name: 'prod-web', modelIds: ['openai/gpt-5'] });
  });

  it('carries note and end when they were given', () => {
    expect(createInput({ ...values, note: ' mine ' }, until('2026-07-01T00:00:00.000Z'))).toEqual({
      name: 'prod-web',
      modelIds: ['openai/gpt-5'],
      expiresAt: '2026-07-01T00:00:00.000Z',
      note: 'mine',
    });
  });

  it('may use everything only when that was said, never because nothing was ticked', () => {
    expect(createInput({ ...values, modelIds: [] }, never)).toEqual({ name: 'prod-web', modelIds: [] });
    expect(createInput({ ...values, permission: 'all' }, never)).toEqual({
      name: 'prod-web',
      allModels: true,
    });
  });
});

describe('a changed key', () => {
  it.each([
    ['of some models', KEY],
    ['of all models', FREE_KEY],
  ])('is not sent when nothing changed: %s', (_name, apiKey) => {
    expect(updateInput(apiKey, valuesOf(apiKey, 'en-IE'), until(apiKey.expiresAt))).toBeNull();
  });

  it('is not sent for other spaces or another order of ticking', () => {
    const values = { ...valuesOf(KEY, 'en-IE'), name: ' prod-web ', modelIds: ['a/sonnet', 'openai/gpt-5'] };

    expect(updateInput(KEY, values, until(KEY.expiresAt))).toBeNull();
  });

  it.each<[string, Partial<ApiKeyFormValues>, object]>([
    ['a name', { name: 'prod-website' }, { name: 'prod-website' }],
    ['one model less', { modelIds: ['openai/gpt-5'] }, { modelIds: ['openai/gpt-5'] }],
    ['another model', { modelIds: ['openai/gpt-5', 'b/new'] }, { modelIds: ['openai/gpt-5', 'b/new'] }],
    ['all models', { permission: 'all' }, { allModels: true }],
    ['a note taken away', { note: ' ' }, { note: null }],
    ['a note', { note: 'for all' }, { note: 'for all' }],
  ])('sends only what differs: %s', (_name, change, input) => {
    expect(updateInput(KEY, { ...valuesOf(KEY, 'en-IE'), ...change }, until(KEY.expiresAt))).toEqual(input);
  });

  it('sends that it shall never end as clearly as a new end', () => {
    expect(updateInput(KEY, valuesOf(KEY, 'en-IE'), never)).toEqual({ expiresAt: null });
    expect(updateInput(FREE_KEY, valuesOf(FREE_KEY, 'en-IE'), until('2026-07-01T00:00:00.000Z'))).toEqual({
      expiresAt: '2026-07-01T00:00:00.000Z',
    });
  });
});

describe('what a change takes away', () => {
  it.each<[string, ApiKeyDetails, Partial<ApiKeyFormValues>, Shrinkage]>([
    ['nothing', KEY, {}, { kind: 'none' }],
    [
      'nothing when models are added',
      KEY,
      { modelIds: ['openai/gpt-5', 'a/sonnet', 'b/x'] },
      { kind: 'none' },
    ],
    ['nothing when all are allowed', KEY, { permission: 'all', modelIds: [] }, { kind: 'none' }],
    ['a model', KEY, { modelIds: ['a/sonnet', 'b/x'] }, { kind: 'removed', names: ['GPT-5'] }],
    ['all others', FREE_KEY, { permission: 'some', modelIds: ['b/x'] }, { kind: 'allToSome' }],
  ])('is said before it is saved: %s', (_name, apiKey, change, shrinkage) => {
    expect(shrinkageOf(apiKey, { ...valuesOf(apiKey, 'en-IE'), ...change })).toEqual(shrinkage);
  });
});
