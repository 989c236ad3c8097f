import * as chat from '../chatOnAnthropic/chatRequestFields';
import { FINISH_REASONS } from '../chatOnAnthropic/finishReasons';
import type { FieldRule, FieldRules } from '../fieldRules';
import * as messages from '../messagesOnOpenAi/messagesRequestFields';
import { STOP_REASONS } from '../messagesOnOpenAi/stopReasons';

type Section = readonly [title: string, fields: FieldRules];

const CHAT: readonly Section[] = [
  ['Fields of a request', chat.CHAT_REQUEST_FIELDS],
  ['`stream_options`', chat.CHAT_STREAM_OPTIONS_FIELDS],
  ['`response_format.json_schema`', chat.CHAT_JSON_SCHEMA_FIELDS],
  ['A message of `system` or `developer`', chat.CHAT_MESSAGE_FIELDS.system],
  ['A message of `user`', chat.CHAT_MESSAGE_FIELDS.user],
  ['A message of `assistant`', chat.CHAT_MESSAGE_FIELDS.assistant],
  ['A message of `tool`', chat.CHAT_MESSAGE_FIELDS.tool],
  ['A part of type `text`', chat.CHAT_PART_FIELDS.text],
  ['A part of type `refusal`', chat.CHAT_PART_FIELDS.refusal],
  ['A part of type `image_url`', chat.CHAT_PART_FIELDS.image_url],
  ['`image_url`', chat.CHAT_IMAGE_FIELDS],
  ['A tool, or a `tool_choice` that names one', chat.CHAT_TOOL_FIELDS],
  ['The `function` of a tool', chat.CHAT_FUNCTION_FIELDS],
  ['The `function` of a `tool_choice`', chat.CHAT_NAMED_FUNCTION_FIELDS],
  ['One of `tool_calls`', chat.CHAT_TOOL_CALL_FIELDS],
  ['The `function` of a call', chat.CHAT_CALLED_FUNCTION_FIELDS],
];

const MESSAGES: readonly Section[] = [
  ['Fields of a request', messages.MESSAGES_REQUEST_FIELDS],
  ['`metadata`', messages.ANTHROPIC_METADATA_FIELDS],
  ['`output_config`', messages.ANTHROPIC_OUTPUT_CONFIG_FIELDS],
  ['A message', messages.ANTHROPIC_MESSAGE_FIELDS],
  ['A block of type `text`', messages.ANTHROPIC_BLOCK_FIELDS.text],
  ['A block of type `image`', messages.ANTHROPIC_BLOCK_FIELDS.image],
  ['A block of type `tool_use`', messages.ANTHROPIC_BLOCK_FIELDS.tool_use],
  ['A block of type `tool_result`', messages.ANTHROPIC_BLOCK_FIELDS.tool_result],
  ['A source of type `base64`', messages.ANTHROPIC_SOURCE_FIELDS.base64],
  ['A source of type `url`', messages.ANTHROPIC_SOURCE_FIELDS.url],
  ['A tool', messages.ANTHROPIC_TOOL_FIELDS],
  ['`tool_choice`', messages.ANTHROPIC_TOOL_CHOICE_FIELDS],
];

/** The tables of docs/translation.md, as the code has them. */
export function translationTables(): string {
  return [
    '## A chat completion at an Anthropic upstream',
    ...CHAT.map(fieldTable),
    reasonTable('Why the answer ended', 'Anthropic says', 'the client gets', FINISH_REASONS),
    '## A message at an OpenAI upstream',
    ...MESSAGES.map(fieldTable),
    reasonTable('Why the answer ended', 'The upstream says', 'the client gets', STOP_REASONS),
  ].join('\n\n');
}

function fieldTable([title, fields]: Section): string {
  const rows = Object.entries(fields).map(([name, rule]) => `| \`${name}\` | ${sentenceOf(rule)} |`);
  return [`### ${title}`, '', '| Field | What becomes of it |', '|---|---|', ...rows].join('\n');
}

function sentenceOf(rule: FieldRule): string {
  switch (rule.how) {
    case 'TRANSLATED':
      return rule.becomes;
    case 'IGNORED':
      return `left out: ${rule.because}`;
    case 'REFUSED':
      return rule.unless
        ? `refused unless ${rule.unless.allowed}: ${rule.because}`
        : `refused: ${rule.because}`;
  }
}

function reasonTable(
  title: string,
  from: string,
  to: string,
  reasons: Readonly<Record<string, string>>,
): string {
  const rows = Object.entries(reasons).map(([said, told]) => `| \`${said}\` | \`${told}\` |`);
  return [`### ${title}`, '', `| ${from} | ${to} |`, '|---|---|', ...rows].join('\n');
}
