import type { ChatChunk } from '../openai/chatChunk';
import { removeTopLevelMember } from '../openai/removeTopLevelMember';
import type { ServerSentEvent } from '../openai/serverSentEvents';

/**
 * The event as a client sees it that did not ask for usage: without the chunk that holds nothing but usage (null
 * then), and without the field in the others. All other bytes stay as the upstream sent them.
 */
export function dropUsageChunk(event: ServerSentEvent, chunk: ChatChunk): Buffer | null {
  if (chunk.usage === undefined) return event.raw;
  if (chunk.hasNoChoices && chunk.usage !== null) return null;
  return isLastMember(event) ? withoutLastMember(event.raw) : removeTopLevelMember(event.raw, 'usage');
}

const KEY = '"usage"';
const LAST_MEMBER = ',"usage":null}';
const END = Buffer.from(`${LAST_MEMBER}\n\n`);
const REST = Buffer.from('}\n\n');

/**
 * What most upstreams send with every chunk: the field stands last, and its name nowhere else. What comes before the last
 * brace of valid JSON is a member of the outermost object, so that nothing has to be looked through.
 */
function isLastMember({ raw, data }: ServerSentEvent): boolean {
  const from = raw.length - END.length;
  return (
    (data?.endsWith(LAST_MEMBER) ?? false) && raw.indexOf(KEY) === from + 1 && raw.indexOf(END, from) === from
  );
}

function withoutLastMember(raw: Buffer): Buffer {
  return Buffer.concat([raw.subarray(0, raw.length - END.length), REST]);
}
