import { leakSourceOf } from './leakSource';

it.each([
  ['report', { finder: 'report' }],
  ['github/commit', { finder: 'github', place: 'commit' }],
  ['github/issue_title', { finder: 'github', place: 'issue_title' }],
  ['github/unknown', { finder: 'github', place: null }],
  ['github/wiki_of_tomorrow', { finder: 'github', place: null }],
  ['github', { finder: 'github', place: null }],
  ['', { finder: 'report' }],
])('reads %p', (source, expected) => {
  expect(leakSourceOf(source)).toEqual(expected);
});
