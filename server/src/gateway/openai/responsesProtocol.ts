import { TextTally } from '../metering/textTally';
import type { ClientProtocol, ModelRequest } from '../protocols/clientProtocol';
import { guardFileIds } from '../protocols/guardedParts';
import { guardTools } from '../protocols/guardedTools';
import {
  MAX_ANSWER_TOKENS,
  mustBeAbsent,
  mustBeFalse,
  readBody,
  readModelId,
  readObjects,
  readStream,
  readWholeNumber,
  TOKENS_OF_LARGEST_IMAGE,
} from '../protocols/requestFields';
import type { JsonObject } from './isJsonObject';
import { addTexts } from './promptTally';
import { responsesErrorForm } from './responsesErrorForm';

const MAX_ITEMS = 10_000;
const TOKENS_AROUND_PROMPT = 6;
/** What the client's own program runs. */
const CLIENT_TOOLS = /^(?:function|custom|local_shell|apply_patch|computer|computer_use_preview)$/;
const NO_STATE = 'nothing is kept between calls, so send the whole conversation in `input`';

/**
 * `POST /v1/responses`, each call for itself: what would reach back to stored answers, conversations or prompts of the
 * operator's account, which all keys share there, or run without being counted, is refused by name.
 */
export const responsesProtocol: ClientProtocol = {
  name: 'responses',
  readRequest: readResponsesRequest,
  errors: responsesErrorForm,
};

function readResponsesRequest(body: Buffer): ModelRequest {
  const request = readBody(body);
  const modelId = readModelId(request.model);
  const wantsStream = readStream(request.stream);
  guardState(request);
  guardTools(request.tools, CLIENT_TOOLS);
  const prompt = readPrompt(request);
  return {
    modelId,
    wantsStream,
    wantsUsage: true,
    prompt,
    inputTokensAtMost: body.length + prompt.attachments * TOKENS_OF_LARGEST_IMAGE,
    outputTokensAtMost: readWholeNumber(request.max_output_tokens, 'max_output_tokens', MAX_ANSWER_TOKENS),
    choices: 1,
    // Left out it would mean true: the provider would keep the answer, under an id that any key could ask for.
    body: { ...request, store: false },
  };
}

function guardState(request: JsonObject): void {
  mustBeFalse(request, 'store', 'answers are not kept here');
  mustBeFalse(request, 'background', 'an answer is counted while it is passed on');
  mustBeAbsent(request, 'previous_response_id', NO_STATE);
  mustBeAbsent(request, 'conversation', NO_STATE);
  mustBeAbsent(request, 'prompt', 'what a stored prompt holds is not known here, so write it out');
}

function readPrompt(request: JsonObject): TextTally {
  const { input, instructions, tools, text } = request;
  const prompt = new TextTally();
  prompt.addTokens(TOKENS_AROUND_PROMPT);
  if (typeof input === 'string') {
    prompt.add(input);
  } else {
    const items = readObjects(input, 'input', MAX_ITEMS, 'items, or a text');
    guardFileIds(items, 'input');
    addTexts(items, prompt);
  }
  addTexts(instructions, prompt);
  for (const part of [tools, text]) if (part !== undefined && part !== null) prompt.add(JSON.stringify(part));
  return prompt;
}
