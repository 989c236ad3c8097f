import { isColumnShown, recallColumns, rememberColumns } from './listColumns';

beforeEach(() => localStorage.clear());

it('shows what has room until something was chosen', () => {
  expect(isColumnShown('createdAt', {}, false)).toBe(false);
  expect(isColumnShown('createdAt', {}, true)).toBe(true);
  expect(isColumnShown('createdAt', { createdAt: true }, false)).toBe(true);
  expect(isColumnShown('status', { status: false }, true)).toBe(false);
  expect(isColumnShown('tokens30d', {}, true)).toBe(false);
});

it('keeps the choice in this browser', () => {
  rememberColumns({ key: false, expiresAt: true });

  expect(recallColumns()).toEqual({ key: false, expiresAt: true });
});

it.each(['{', 'null', '7', '{"key":"no","secret":true}'])('takes %s for no choice', (kept) => {
  localStorage.setItem('keymeter.columns', kept);

  expect(recallColumns()).toEqual({});
});
