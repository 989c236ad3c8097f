import { readResponsesUsage } from '../metering/readUsage';
import { type AnswerPart, badPart, type Dialect } from '../protocols/dialect';
import { isJsonObject, type JsonObject } from './isJsonObject';
import { parseJsonObject } from './parseJsonObject';
import { textsOfItem, textsOfResponse } from './responsesTexts';
import type { ServerSentEvent } from './serverSentEvents';
import { withModel } from './withModel';

/** Responses for an upstream that speaks them too. Usage comes with the last event of every stream. */
export const responsesToOpenAi: Dialect = {
  path: '/responses',
  upstreamBody: withModel,
  newReader: () => ({ readWhole, readEvent }),
};

const NO_RESPONSE = 'The upstream sent something else than a response.';
const REPORTED_ERROR = 'The upstream reported an error in its answer.';
/** An answer that was cut short is a whole one too: it says so itself. */
const LAST_EVENTS = new Set(['response.completed', 'response.incomplete']);

function readWhole(body: Buffer): AnswerPart {
  const response = parseJsonObject(body.toString('utf8'));
  if (!response || !Array.isArray(response.output)) return badPart(NO_RESPONSE);
  if (response.error || response.status === 'failed') return failed(response);
  const usage = readResponsesUsage(response.usage);
  return { shown: body, usage, texts: textsOfResponse(response), isLast: true, problem: null };
}

function readEvent(event: ServerSentEvent, data: string): AnswerPart {
  // OpenAI ends with the response itself; servers that add this behind it are too late to be heard.
  if (data.trim() === '[DONE]') return badPart('The stream ended before its last event.');
  const said = parseJsonObject(data);
  if (!said) return badPart('The upstream sent an event that is no JSON.');
  const type = said.type ?? event.name;
  const response = isJsonObject(said.response) ? said.response : null;
  if (type === 'response.failed') return failed(response ?? {});
  if (type === 'error' || said.error) return badPart(REPORTED_ERROR);
  if (typeof type === 'string' && LAST_EVENTS.has(type)) {
    const usage = readResponsesUsage(response?.usage);
    return { shown: event.raw, usage, texts: [], isLast: true, problem: null };
  }
  return { shown: event.raw, usage: null, texts: textsOfEvent(type, said), isLast: false, problem: null };
}

/** What it used counts, though its words are the operator's business: they may speak of the account there. */
function failed(response: JsonObject): AnswerPart {
  return { ...badPart(REPORTED_ERROR), usage: readResponsesUsage(response.usage) };
}

const DELTA =
  /^response\.(?:output_text|refusal|reasoning_text|reasoning_summary_text|audio\.transcript|function_call_arguments|custom_tool_call_input)\.delta$/;

function textsOfEvent(type: unknown, said: JsonObject): readonly string[] {
  if (typeof type !== 'string') return [];
  if (DELTA.test(type)) return typeof said.delta === 'string' ? [said.delta] : [];
  if (type !== 'response.output_item.added' || !isJsonObject(said.item)) return [];
  return textsOfItem({ name: said.item.name });
}
