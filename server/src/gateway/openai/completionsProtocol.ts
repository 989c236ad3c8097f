import type { ClientProtocol, ModelRequest } from '../protocols/clientProtocol';
import {
  MAX_ANSWER_TOKENS,
  mustBeFalse,
  readBody,
  readModelId,
  readOptions,
  readStream,
  readWholeNumber,
} from '../protocols/requestFields';
import { readTextInput } from '../protocols/textInput';
import { openAiErrorForm } from './openAiErrorForm';

const MAX_PROMPTS = 2_048;
const MAX_CHOICES = 128;

/** `POST /v1/completions`: text goes on where the prompt ends, without messages. */
export const completionsProtocol: ClientProtocol = {
  name: 'completions',
  readRequest: readCompletionsRequest,
  errors: openAiErrorForm,
};

function readCompletionsRequest(body: Buffer): ModelRequest {
  const request = readBody(body);
  const modelId = readModelId(request.model);
  const { count, tally } = readTextInput(request.prompt, 'prompt', MAX_PROMPTS);
  if (typeof request.suffix === 'string') tally.add(request.suffix);
  mustBeFalse(request, 'store', 'answers are not kept here');
  const answers = Math.max(
    readWholeNumber(request.n, 'n', MAX_CHOICES) ?? 1,
    // So many are written and only the best are shown; all of them count.
    readWholeNumber(request.best_of, 'best_of', MAX_CHOICES) ?? 1,
  );
  return {
    modelId,
    wantsStream: readStream(request.stream),
    wantsUsage: readOptions(request.stream_options, 'stream_options').include_usage === true,
    prompt: tally,
    inputTokensAtMost: body.length,
    outputTokensAtMost: readWholeNumber(request.max_tokens, 'max_tokens', MAX_ANSWER_TOKENS),
    choices: count * answers,
    body: request,
  };
}
