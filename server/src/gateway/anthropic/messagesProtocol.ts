import { TextTally } from '../metering/textTally';
import type { JsonObject } from '../openai/isJsonObject';
import { addTexts } from '../openai/promptTally';
import type { ClientProtocol, ModelRequest } from '../protocols/clientProtocol';
import { guardFileIds } from '../protocols/guardedParts';
import { guardTools } from '../protocols/guardedTools';
import {
  MAX_ANSWER_TOKENS,
  readBody,
  readModelId,
  readObjects,
  readStream,
  readWholeNumber,
  TOKENS_OF_LARGEST_IMAGE,
  wrong,
} from '../protocols/requestFields';
import { anthropicErrorForm } from './anthropicErrorForm';

const MAX_MESSAGES = 100_000;
const TOKENS_AROUND_MESSAGE = 3;
/** What the client's own program runs. */
const CLIENT_TOOLS = /^(?:custom|(?:bash|text_editor|memory|computer|computer_toolset|browser_toolset)_\d+)$/;

/** `POST /v1/messages`: Anthropic's protocol, with Anthropic's errors. */
export const messagesProtocol: ClientProtocol = {
  name: 'messages',
  readRequest: readMessagesRequest,
  errors: anthropicErrorForm,
};

/**
 * The messages of a body, of which neither they nor the tools beside them reach what the provider keeps or runs itself.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming the field.
 */
export function readMessages(request: JsonObject): readonly JsonObject[] {
  const messages = readObjects(request.messages, 'messages', MAX_MESSAGES, 'messages');
  guardTools(request.tools, CLIENT_TOOLS);
  guardFileIds(messages, 'messages');
  return messages;
}

function readMessagesRequest(body: Buffer): ModelRequest {
  const request = readBody(body);
  const modelId = readModelId(request.model);
  const messages = readMessages(request);
  const outputTokensAtMost = readWholeNumber(request.max_tokens, 'max_tokens', MAX_ANSWER_TOKENS);
  if (outputTokensAtMost === null) {
    throw wrong('max_tokens', `must be a whole number from 1 to ${MAX_ANSWER_TOKENS}`);
  }
  const prompt = new TextTally();
  prompt.addTokens(TOKENS_AROUND_MESSAGE * messages.length);
  addTexts(request.system, prompt);
  addTexts(messages, prompt);
  if (Array.isArray(request.tools)) prompt.add(JSON.stringify(request.tools));
  return {
    modelId,
    wantsStream: readStream(request.stream),
    wantsUsage: true,
    prompt,
    inputTokensAtMost: body.length + prompt.attachments * TOKENS_OF_LARGEST_IMAGE,
    outputTokensAtMost,
    choices: 1,
    body: request,
  };
}
