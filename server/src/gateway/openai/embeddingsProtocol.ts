import { readEmbeddingsUsage } from '../metering/readUsage';
import type { ClientProtocol, ModelRequest } from '../protocols/clientProtocol';
import type { Dialect } from '../protocols/dialect';
import { mustBeFalse, readBody, readModelId } from '../protocols/requestFields';
import { readTextInput } from '../protocols/textInput';
import { jsonAnswerReader } from './jsonAnswerReader';
import { openAiErrorForm } from './openAiErrorForm';
import { withModel } from './withModel';

const MAX_INPUTS = 10_000;

/** `POST /v1/embeddings`: texts become vectors. Nothing is written, so that only input is counted. */
export const embeddingsProtocol: ClientProtocol = {
  name: 'embeddings',
  readRequest: readEmbeddingsRequest,
  errors: openAiErrorForm,
};

/** Embeddings for an upstream that speaks OpenAI's protocol. Vectors pass through as they come, in whatever encoding. */
export const embeddingsToOpenAi: Dialect = {
  path: '/embeddings',
  upstreamBody: withModel,
  newReader: () => jsonAnswerReader('embeddings', ({ usage }) => readEmbeddingsUsage(usage)),
};

function readEmbeddingsRequest(body: Buffer): ModelRequest {
  const request = readBody(body);
  const modelId = readModelId(request.model);
  mustBeFalse(request, 'stream', 'embeddings come in one piece');
  return {
    modelId,
    wantsStream: false,
    wantsUsage: true,
    prompt: readTextInput(request.input, 'input', MAX_INPUTS).tally,
    inputTokensAtMost: body.length,
    outputTokensAtMost: 0,
    choices: 1,
    body: request,
  };
}
