/** Where GitHub's secret scanning looks, as its alerts name the places. */
const GITHUB_PLACES = [
  'content',
  'commit',
  'commit_comment',
  'pull_request_title',
  'pull_request_description',
  'pull_request_comment',
  'issue_title',
  'issue_description',
  'issue_comment',
  'discussion_title',
  'discussion_body',
  'discussion_comment',
  'gist_content',
  'gist_comment',
  'npm',
] as const;

export type GithubPlace = (typeof GITHUB_PLACES)[number];

/** Who reported a leaked secret. GitHub tells the kind of place too; null where it did not, or names a new kind. */
export type LeakSource = { finder: 'report' } | { finder: 'github'; place: GithubPlace | null };

/** Reads the server's word: `report`, or `github/` and the kind of place. */
export function leakSourceOf(source: string): LeakSource {
  const [finder, named] = source.split('/');
  if (finder !== 'github') return { finder: 'report' };
  return { finder, place: GITHUB_PLACES.find((place) => place === named) ?? null };
}
