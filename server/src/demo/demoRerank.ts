import { randomUUID } from 'node:crypto';
import { answerJson, type DemoCall } from './demoCall';
import { DemoRefusal } from './demoRefusal';
import { readDemoModel } from './demoRequest';
import { type Fields, isFields } from './fields';

/** `POST /rerank`: the more words of the query a document has, the earlier it comes. Counts the query with each document. */
export async function answerRerank({ body, response, options }: DemoCall): Promise<void> {
  const model = readDemoModel(body, 'RERANK');
  const query = typeof body.query === 'string' ? body.query : '';
  const documents = readDocuments(body);
  const queryTokens = await options.countTokens(query);
  let tokens = 0;
  for (const document of documents) tokens += queryTokens + (await options.countTokens(document));
  const wanted = wordsOf(query);
  const results = documents
    .map((text, index) => ({
      index,
      relevance_score: shareOf(wanted, wordsOf(text)),
      ...(body.return_documents === true ? { document: { text } } : {}),
    }))
    .sort((one, two) => two.relevance_score - one.relevance_score || one.index - two.index)
    .slice(0, readTop(body, documents.length));
  answerJson(response, {
    id: `rerank-${randomUUID()}`,
    model: model.id,
    results,
    usage: { prompt_tokens: tokens, total_tokens: tokens },
  });
}

function readDocuments({ documents }: Fields): string[] {
  if (!Array.isArray(documents)) throw new DemoRefusal(400, 'documents must be a list.', 'documents');
  return documents.map((document) => {
    if (typeof document === 'string') return document;
    return isFields(document) && typeof document.text === 'string' ? document.text : JSON.stringify(document);
  });
}

function readTop({ top_n: top }: Fields, most: number): number {
  if (top === undefined || top === null) return most;
  if (typeof top === 'number' && Number.isInteger(top) && top >= 1) return top;
  throw new DemoRefusal(400, 'top_n must be a whole number of at least 1.', 'top_n');
}

function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

function shareOf(wanted: ReadonlySet<string>, words: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0;
  return [...wanted].filter((word) => words.has(word)).length / wanted.size;
}
