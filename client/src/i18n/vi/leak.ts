import type { leak as english } from '../en/leak';
import type { Translation } from '../translation';

export const leak: Translation<typeof english> = {
  report: 'Người giữ mã bí mật',
  github: 'GitHub',
  githubIn: 'GitHub, trong {{place}}',
  place: {
    content: 'một tệp',
    commit: 'một commit',
    commit_comment: 'một bình luận về commit',
    pull_request_title: 'tiêu đề một pull request',
    pull_request_description: 'mô tả một pull request',
    pull_request_comment: 'một bình luận về pull request',
    issue_title: 'tiêu đề một issue',
    issue_description: 'mô tả một issue',
    issue_comment: 'một bình luận về issue',
    discussion_title: 'tiêu đề một thảo luận',
    discussion_body: 'một thảo luận',
    discussion_comment: 'một bình luận trong thảo luận',
    gist_content: 'một gist',
    gist_comment: 'một bình luận về gist',
    npm: 'một gói npm',
  },
};
