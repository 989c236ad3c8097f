/** Who found a leaked secret, and in what. */
export const leak = {
  report: 'Somebody who held it',
  github: 'GitHub',
  githubIn: 'GitHub, in {{place}}',
  place: {
    content: 'a file',
    commit: 'a commit',
    commit_comment: 'a comment on a commit',
    pull_request_title: 'the title of a pull request',
    pull_request_description: 'the description of a pull request',
    pull_request_comment: 'a comment on a pull request',
    issue_title: 'the title of an issue',
    issue_description: 'the description of an issue',
    issue_comment: 'a comment on an issue',
    discussion_title: 'the title of a discussion',
    discussion_body: 'a discussion',
    discussion_comment: 'a comment in a discussion',
    gist_content: 'a gist',
    gist_comment: 'a comment on a gist',
    npm: 'an npm package',
  },
} as const;
