import type { ModelRequest } from '../protocols/clientProtocol';
import { guardFileIds } from '../protocols/guardedParts';
import { guardTools } from '../protocols/guardedTools';
import {
  MAX_ANSWER_TOKENS,
  mustBeFalse,
  readBody,
  readModelId,
  readObjects,
  readOptions,
  readStream,
  readWholeNumber,
  TOKENS_OF_LARGEST_IMAGE,
} from '../protocols/requestFields';
import type { JsonObject } from './isJsonObject';
import { promptTally } from './promptTally';

const MAX_MESSAGES = 10_000;
const MAX_CHOICES = 128;
/** What the client's own program runs. Whatever an upstream would run itself is neither permitted nor counted here. */
const CLIENT_TOOLS = /^(?:function|custom)$/;

/**
 * Reads the body of a chat completion.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming the field and what is allowed.
 */
export function readChatRequest(body: Buffer): ModelRequest {
  const request = readBody(body);
  const modelId = readModelId(request.model);
  const messages = readObjects(request.messages, 'messages', MAX_MESSAGES, 'messages');
  const wantsStream = readStream(request.stream);
  const streamOptions = readOptions(request.stream_options, 'stream_options');
  guardTools(request.tools, CLIENT_TOOLS);
  guardFileIds(messages, 'messages');
  mustBeFalse(request, 'store', 'answers are not kept here');
  const prompt = promptTally(request, messages);
  return {
    modelId,
    wantsStream,
    wantsUsage: streamOptions.include_usage === true,
    prompt,
    inputTokensAtMost: body.length + prompt.attachments * TOKENS_OF_LARGEST_IMAGE,
    outputTokensAtMost: readAnswerBound(request),
    choices: readWholeNumber(request.n, 'n', MAX_CHOICES) ?? 1,
    body: request,
  };
}

/** Two names for one bound: the newer and the older. An upstream may go by either, so the larger counts. */
function readAnswerBound(request: JsonObject): number | null {
  const bounds = ['max_completion_tokens', 'max_tokens'].flatMap(
    (name) => readWholeNumber(request[name], name, MAX_ANSWER_TOKENS) ?? [],
  );
  return bounds.length > 0 ? Math.max(...bounds) : null;
}
