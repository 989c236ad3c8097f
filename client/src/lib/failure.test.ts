import { CombinedGraphQLErrors, ServerError } from '@apollo/client/errors';
import { failureOf } from './failure';

function refusedWith(extensions: Record<string, unknown>): CombinedGraphQLErrors {
  return new CombinedGraphQLErrors({ errors: [{ message: 'No.', extensions }] });
}

function answeredWith(status: number, retryAfter?: string): ServerError {
  // Only the status and the headers are read of the response.
  const headers = new Map(retryAfter === undefined ? [] : [['retry-after', retryAfter]]);
  const response = { status, statusText: '', headers: { get: (name: string) => headers.get(name) ?? null } };
  return new ServerError('No.', { response: response as unknown as Response, bodyText: '' });
}

it('reads code, field and reference of a refusal', () => {
  const error = refusedWith({ code: 'INVALID_INPUT', field: 'input.name', requestId: 'r-1' });

  expect(failureOf(error)).toEqual({
    kind: 'refused',
    code: 'INVALID_INPUT',
    field: 'input.name',
    requestId: 'r-1',
  });
});

it.each([{ code: 'BREWING_TEA' }, { code: 7, field: {}, requestId: [] }, {}])(
  'counts what it does not know as a fault of the server: %j',
  (extensions) => {
    expect(failureOf(refusedWith(extensions))).toEqual({
      kind: 'refused',
      code: 'INTERNAL',
      field: null,
      requestId: null,
    });
  },
);

it.each([
  [401, 'UNAUTHENTICATED'],
  [429, 'RATE_LIMITED'],
  [500, 'INTERNAL'],
  [502, 'UNAVAILABLE'],
  [503, 'UNAVAILABLE'],
  [504, 'UNAVAILABLE'],
])('reads the status %i of an answer that is not GraphQL as %s', (status, code) => {
  expect(failureOf(answeredWith(status))).toMatchObject({ kind: 'refused', code });
});

it.each([new TypeError('Failed to fetch'), new DOMException('Timed out.', 'TimeoutError'), 'odd', null])(
  'claims nothing about the server when no answer came: %s',
  (error) => {
    expect(failureOf(error)).toEqual({ kind: 'unreachable' });
  },
);

it.each([
  [429, '12', 12],
  [429, '86400', 300],
  [429, 'Wed, 21 Oct 2026 07:28:00 GMT', undefined],
  [429, '-1', undefined],
  [429, undefined, undefined],
  [503, '12', undefined],
])('of a %i that asks to wait %s it keeps %p seconds', (status, retryAfter, waitSeconds) => {
  const { waitSeconds: kept } = failureOf(answeredWith(status, retryAfter)) as { waitSeconds?: number };

  expect(kept).toBe(waitSeconds);
});
