import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { MessageCreateParamsBase } from '@anthropic-ai/sdk/resources/messages/messages';
import type { ChatCompletionCreateParamsBase } from 'openai/resources/chat/completions/completions';
import type { CHAT_REQUEST_FIELDS } from './chatOnAnthropic/chatRequestFields';
import { DEFAULT_MAX_TOKENS } from './chatOnAnthropic/toMessagesRequest';
import type { MESSAGES_REQUEST_FIELDS } from './messagesOnOpenAi/messagesRequestFields';
import { translationTables } from './testing/translationTables';

const DOCUMENT = path.resolve(__dirname, '../../../../docs/translation.md');
const MARK =
  '<!-- What follows is written by the code: WRITE_DOCS=1 npx jest -c server/jest.config.cjs translationTables -->';

/** What the kits of both providers name and the tables do not: the types fail to build when it is something. */
type Unnamed =
  | Exclude<keyof ChatCompletionCreateParamsBase, keyof typeof CHAT_REQUEST_FIELDS>
  | Exclude<keyof MessageCreateParamsBase, keyof typeof MESSAGES_REQUEST_FIELDS>;
const unnamed: [Unnamed] extends [never] ? readonly [] : Unnamed = [];

describe('docs/translation.md', () => {
  it('tells of each field what the code does with it', () => {
    const document = readFileSync(DOCUMENT, 'utf8');
    const [before = '', told] = document.split(MARK);
    const tables = `\n\n${translationTables()}\n`;
    if (process.env.WRITE_DOCS === '1') writeFileSync(DOCUMENT, before + MARK + tables);

    expect(process.env.WRITE_DOCS === '1' ? tables : told).toBe(tables);
    expect(before).toContain(`${DEFAULT_MAX_TOKENS} tokens`);
  });

  it('names every field that the kits of both providers know', () => {
    expect(unnamed).toEqual([]);
  });
});
