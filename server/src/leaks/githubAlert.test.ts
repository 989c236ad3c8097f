import { feedbackOf, readGithubAlert } from './githubAlert';

const match = (change: object) => [
  { token: 't', type: 'keymeter', url: 'https://github.com/a/b', source: 'commit', ...change },
];

describe('an alert', () => {
  it.each([
    ['as GitHub writes it', {}, { source: 'github/commit', url: 'https://github.com/a/b' }],
    [
      'with the source in capitals',
      { source: 'Pull_Request_Title' },
      { source: 'github/pull_request_title' },
    ],
    ['without a source', { source: undefined }, { source: 'github/unknown' }],
    ['with a source of no words', { source: '<script>' }, { source: 'github/unknown' }],
    ['with an empty address', { url: '' }, { url: null }],
    [
      'with an address that cannot be kept',
      { url: 'https://github.com/a\u0000\ud800' },
      { url: 'https://github.com/a%00%EF%BF%BD' },
    ],
    ['without an address', { url: undefined }, { url: null }],
    ['with an address that runs a script', { url: 'javascript:alert(1)' }, { url: null }],
    ['with an address that holds a password', { url: 'https://a:b@github.com/' }, { url: null }],
    ['with an endless address', { url: `https://github.com/${'a'.repeat(2_000)}` }, { url: null }],
  ])('%s is read', (_what, change, expected) => {
    expect(readGithubAlert(match(change))).toEqual([
      { secret: 't', type: 'keymeter', source: 'github/commit', url: 'https://github.com/a/b', ...expected },
    ]);
  });

  it.each([
    ['no array', { token: 't' }, 'body'],
    ['null in it', [null], '[0].token'],
    ['a text in it', ['t'], '[0].token'],
    ['a token that is a number', match({ token: 5 }), '[0].token'],
    ['no type', [...match({}), ...match({ type: undefined })], '[1].type'],
  ])('with %s is refused as a whole', (_what, body, field) => {
    expect(() => readGithubAlert(body)).toThrow(
      expect.objectContaining({ code: 'INVALID_INPUT', details: { field } }),
    );
  });

  it('is answered with the hash of each secret, never with the secret', () => {
    const [found] = readGithubAlert(match({ token: 'abc' }));
    if (!found) throw new Error('Nothing was read.');

    expect(feedbackOf(found, 'true_positive')).toEqual({
      token_hash: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      token_type: 'keymeter',
      label: 'true_positive',
    });
  });
});
