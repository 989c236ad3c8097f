/** The editor for GraphQL. */
export const playground = {
  title: 'Playground',
  about: 'Everything that these pages do, as GraphQL. What you run here is real.',
  token: 'Use an access token',
  tokenPlaceholder: 'Kept in memory only',
  bySession: 'Signed in by your session.',
  byToken: 'Operations run in the name of this token.',
} as const;
