import { isColumnShown, recallColumns, rememberColumns } from './listColumns';

beforeEach(() => localStorage.clear());

it('shows what has room until something was chosen', () => {
  const narrow = { isWide: false, hasLimits: false };
  const wide = { isWide: true, hasLimits: false };
  expect(isColumnShown('createdAt', {}, narrow)).toBe(false);
  expect(isColumnShown('createdAt', {}, wide)).toBe(true);
  expect(isColumnShown('createdAt', { createdAt: true }, narrow)).toBe(true);
  expect(isColumnShown('status', { status: false }, wide)).toBe(false);
  expect(isColumnShown('tokens30d', {}, wide)).toBe(false);
});

it('shows limits where a key of the page has some, unless they were hidden', () => {
  const room = { isWide: false, hasLimits: true };
  expect(isColumnShown('limits', {}, room)).toBe(true);
  expect(isColumnShown('limits', {}, { ...room, hasLimits: false })).toBe(false);
  expect(isColumnShown('limits', { limits: false }, room)).toBe(false);
});

it('keeps the choice in this browser', () => {
  rememberColumns({ key: false, expiresAt: true });

  expect(recallColumns()).toEqual({ key: false, expiresAt: true });
});

it.each(['{', 'null', '7', '{"key":"no","secret":true}'])('takes %s for no choice', (kept) => {
  localStorage.setItem('keymeter.columns', kept);

  expect(recallColumns()).toEqual({});
});
