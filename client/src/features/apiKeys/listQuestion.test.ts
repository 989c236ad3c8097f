import {
  directionOf,
  isFiltered,
  type ListQuestion,
  listVariables,
  readQuestion,
  writeQuestion,
} from './listQuestion';

const PLAIN: ListQuestion = {
  search: '',
  statuses: [],
  modelId: null,
  sort: '-createdAt',
  size: 25,
  after: null,
};

const FULL: ListQuestion = {
  search: 'prod web',
  statuses: ['active', 'leaked'],
  modelId: 'openai/gpt-5',
  sort: 'expiresAt',
  size: 50,
  after: 'cursor-1',
};

const SECRET = `aim_sk_${'a1B2c3D4'.repeat(6)}x4Qp`;

function read(address: string): ListQuestion {
  return readQuestion(new URLSearchParams(address));
}

describe('an address of My API Keys', () => {
  it('is plain for the plain list', () => {
    expect(writeQuestion(PLAIN).toString()).toBe('');
    expect(read('')).toEqual(PLAIN);
  });

  it('is written in the words that links use', () => {
    expect(decodeURIComponent(writeQuestion(FULL).toString())).toBe(
      'q=prod+web&status=active,leaked&model=openai/gpt-5&sort=expiresAt&size=50&after=cursor-1',
    );
  });

  it.each([
    ['plain', PLAIN],
    ['full', FULL],
    ['half typed', { ...PLAIN, search: 'prod ' }],
    ['with signs', { ...PLAIN, search: 'a&b=c,d%' }],
  ])('leads back to the very same list: %s', (_name, question) => {
    expect(read(writeQuestion(question).toString())).toEqual(question);
  });

  it.each([
    'status=asleep',
    'status=constructor',
    'status=',
    'sort=colour',
    'sort=--name',
    'sort=toString',
    'model=',
    'size=1000',
    'size=-25',
    'after=',
  ])('leaves out what makes no sense: %s', (address) => {
    expect(read(address)).toEqual(PLAIN);
  });

  it('keeps the statuses it knows among those that it does not', () => {
    expect(read('status=active,asleep,revoked').statuses).toEqual(['active', 'revoked']);
  });
});

describe('a whole key pasted into the search', () => {
  it.each([
    ['alone', SECRET],
    ['with spaces around it', `  ${SECRET}\n`],
    ['in a header', `Authorization: Bearer ${SECRET}`],
    ['in quotes', `"${SECRET}"`],
    ['of another brand', SECRET.replace('aim', 'acme2')],
  ])('is searched by its last four characters: %s', (_how, search) => {
    expect(listVariables({ ...PLAIN, search }).filter).toEqual({ search: 'x4Qp' });
  });

  it('gets into no address', () => {
    const search = `key ${SECRET}`;

    expect(writeQuestion({ ...PLAIN, search }).toString()).toBe('q=x4Qp');
  });

  it('is cut as well when a link brings it', () => {
    expect(read(`q=${SECRET}`).search).toBe('x4Qp');
  });

  it.each(['prod-web', 'x4Qp', 'task_skill', 'aim_sk_'])('is not seen in "%s"', (search) => {
    expect(listVariables({ ...PLAIN, search }).filter).toEqual({ search });
  });
});

describe('what is asked of the server', () => {
  it('is one page of everything by default, the newest first', () => {
    expect(listVariables(PLAIN)).toEqual({
      first: 25,
      after: null,
      filter: {},
      orderBy: { field: 'CREATED_AT', direction: 'DESC' },
    });
  });

  it('follows every part of the question', () => {
    expect(listVariables({ ...FULL, search: ' prod web ' })).toEqual({
      first: 50,
      after: 'cursor-1',
      filter: {
        search: 'prod web',
        statuses: ['ACTIVE', 'DISABLED_LEAKED'],
        modelId: 'openai/gpt-5',
      },
      orderBy: { field: 'EXPIRES_AT', direction: 'ASC' },
    });
  });

  it.each([
    ['name', 'NAME', 'asc'],
    ['-lastUsedAt', 'LAST_USED_AT', 'desc'],
    ['-expiresAt', 'EXPIRES_AT', 'desc'],
  ] as const)('is sorted by %s', (sort, field, direction) => {
    expect(listVariables({ ...PLAIN, sort }).orderBy?.field).toBe(field);
    expect(directionOf(sort)).toBe(direction);
  });
});

it('counts search, status and model as filters, but neither order nor page', () => {
  expect(isFiltered({ ...PLAIN, sort: 'name', after: 'cursor-1' })).toBe(false);
  expect(isFiltered({ ...PLAIN, search: 'a' })).toBe(true);
  expect(isFiltered({ ...PLAIN, statuses: ['revoked'] })).toBe(true);
  expect(isFiltered({ ...PLAIN, modelId: 'openai/gpt-5' })).toBe(true);
});
