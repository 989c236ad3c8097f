import { BYTES_PER_TOKEN } from '../metering/countTokens';
import { readRerankUsage } from '../metering/readUsage';
import { TextTally } from '../metering/textTally';
import type { ClientProtocol, ModelRequest } from '../protocols/clientProtocol';
import type { Dialect } from '../protocols/dialect';
import { mustBeFalse, readBody, readModelId, wrong } from '../protocols/requestFields';
import { isJsonObject } from './isJsonObject';
import { jsonAnswerReader } from './jsonAnswerReader';
import { openAiErrorForm } from './openAiErrorForm';
import { withModel } from './withModel';

const MAX_DOCUMENTS = 10_000;

/**
 * `POST /v1/rerank` as Jina, Cohere and vLLM have it: documents are put in order by how well they answer a query. OpenAI
 * has no such route; errors are written as OpenAI's nevertheless.
 */
export const rerankProtocol: ClientProtocol = {
  name: 'rerank',
  readRequest: readRerankRequest,
  errors: openAiErrorForm,
};

/** Rerank for a server beside OpenAI's protocol. The answer passes through as it comes. */
export const rerankToOpenAi: Dialect = {
  path: '/rerank',
  upstreamBody: withModel,
  newReader: () => jsonAnswerReader('a ranking', readRerankUsage),
};

function readRerankRequest(body: Buffer): ModelRequest {
  const request = readBody(body);
  const modelId = readModelId(request.model);
  const { query } = request;
  if (typeof query !== 'string' || query === '') throw wrong('query', 'must be a text');
  mustBeFalse(request, 'stream', 'a ranking comes in one piece');
  const documents = readDocuments(request.documents);
  const queryBytes = Buffer.byteLength(query);
  const prompt = new TextTally();
  prompt.add(query);
  // A model of this kind reads the query anew with each document.
  prompt.addTokens(Math.ceil(queryBytes / BYTES_PER_TOKEN) * (documents.length - 1));
  for (const document of documents) prompt.add(document);
  return {
    modelId,
    wantsStream: false,
    wantsUsage: true,
    prompt,
    inputTokensAtMost: body.length + documents.length * queryBytes,
    outputTokensAtMost: 0,
    choices: 1,
    body: request,
  };
}

function readDocuments(documents: unknown): string[] {
  const allowed = `must be a list of 1 to ${MAX_DOCUMENTS} texts, or of objects with one`;
  if (!Array.isArray(documents) || documents.length === 0 || documents.length > MAX_DOCUMENTS) {
    throw wrong('documents', allowed);
  }
  return documents.map((document, index) => {
    if (typeof document === 'string') return document;
    if (!isJsonObject(document)) throw wrong(`documents[${index}]`, 'must be a text, or an object with one');
    return JSON.stringify(document);
  });
}
