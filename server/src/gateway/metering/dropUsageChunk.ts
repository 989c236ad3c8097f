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
  return removeTopLevelMember(event.raw, 'usage');
}
