import { dropUsageChunk } from '../metering/dropUsageChunk';
import { readUsage } from '../metering/readUsage';
import type { ModelRequest } from '../protocols/clientProtocol';
import { type AnswerPart, badPart, type Dialect } from '../protocols/dialect';
import { readChatChunk } from './chatChunk';
import { isJsonObject } from './isJsonObject';
import type { ServerSentEvent } from './serverSentEvents';

/** Chat completions for an upstream that speaks them too. */
export const chatToOpenAi: Dialect = completionDialect('/chat/completions');

/** Completions without messages, which differ only in where the text stands. */
export const completionsToOpenAi: Dialect = completionDialect('/completions');

function completionDialect(path: string): Dialect {
  return {
    path,
    upstreamBody,
    newReader: ({ wantsUsage }) => ({
      readWhole,
      readEvent: (event, data) => readEvent(event, data, wantsUsage),
    }),
  };
}

/** A stream always reports its usage: without the option many upstreams never say it. */
function upstreamBody({ body, wantsStream }: ModelRequest, upstreamModel: string): Buffer {
  const options = isJsonObject(body.stream_options) ? body.stream_options : {};
  const sentOptions = wantsStream ? { stream_options: { ...options, include_usage: true } } : {};
  return Buffer.from(JSON.stringify({ ...body, model: upstreamModel, ...sentOptions }));
}

function readWhole(body: Buffer): AnswerPart {
  const completion = readChatChunk(body.toString('utf8'));
  if (!completion || completion.isError)
    return badPart('The upstream sent something else than a completion.');
  const { usage, texts } = completion;
  return { shown: body, usage: readUsage(usage), texts, isLast: true, problem: null };
}

function readEvent(event: ServerSentEvent, data: string, wantsUsage: boolean): AnswerPart {
  if (data.trim() === '[DONE]') {
    return { shown: event.raw, usage: null, texts: [], isLast: true, problem: null };
  }
  const chunk = readChatChunk(data);
  if (!chunk) return badPart('The upstream sent an event that is no JSON.');
  if (chunk.isError || event.name === 'error') {
    return badPart('The upstream reported an error in its stream.');
  }
  const shown = wantsUsage ? event.raw : dropUsageChunk(event, chunk);
  return { shown, usage: readUsage(chunk.usage), texts: chunk.texts, isLast: false, problem: null };
}
