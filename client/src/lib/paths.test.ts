import { paths, returnPath } from './paths';

it.each(['/account/keys', '/account/usage?range=7d&keys=a,b', '/account/keys/new'])(
  'leads back to %s after sign-in',
  (from) => {
    expect(returnPath(from)).toBe(from);
  },
);

it.each([
  null,
  '',
  'account/keys',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  'javascript:alert(1)',
  '/sign-in?from=%2Fsign-in',
])('leads to My API Keys instead of %j', (from) => {
  expect(returnPath(from)).toBe(paths.apiKeys);
});

it('keeps whatever an id holds inside its own part of the address', () => {
  expect(paths.editApiKey('../usage?x')).toBe('/account/keys/..%2Fusage%3Fx/edit');
  expect(new URLSearchParams(paths.signInThen('/a?b=c&d').split('?')[1]).get('from')).toBe('/a?b=c&d');
});
