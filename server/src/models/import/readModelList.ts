import { DomainError } from '../../platform/domainError';
import type { CatalogueModel } from '../catalogueModel';
import { parseExactJson } from './exactJson';
import { isFit, isObject, Mistakes, type ModelList } from './listReader';
import { isLiteLlmList, readLiteLlmList } from './liteLlmList';
import { isModelsDevList, readModelsDevList } from './modelsDevList';
import { readOwnList } from './ownList';

const MOST_MODELS = 20_000;
const MOST_TOLD = 50;

/**
 * Reads a list of models in LiteLLM's shape, models.dev's or ours, whichever it is. Of an id that comes twice the first
 * one counts.
 *
 * @throws DomainError INVALID_INPUT with every mistake and its place, fifty at most; then nothing is to be imported.
 */
export function readModelList(text: string): ModelList {
  const mistakes = new Mistakes();
  const list = readShape(parse(text), mistakes);
  for (const { id } of list.models) {
    if (!isFit(id)) mistakes.add(JSON.stringify(id.slice(0, 100)), 'cannot be the id of a model');
  }
  if (list.models.length > MOST_MODELS) mistakes.add('the list', `has more than ${MOST_MODELS} models`);
  if (mistakes.lines.length > 0) throw refused(mistakes.lines);
  if (list.models.length === 0) throw refused(['the list: holds no model']);
  const byId = new Map<string, CatalogueModel>();
  for (const model of list.models) if (!byId.has(model.id)) byId.set(model.id, model);
  return { ...list, models: [...byId.values()] };
}

function parse(text: string): unknown {
  try {
    return parseExactJson(text);
  } catch {
    throw refused(['the file: is no JSON']);
  }
}

function readShape(list: unknown, mistakes: Mistakes): ModelList {
  if (Array.isArray(list)) return readOwnList(list, mistakes);
  if (isObject(list)) {
    if (Array.isArray(list.models)) return readOwnList(list.models, mistakes);
    if (isLiteLlmList(list)) return readLiteLlmList(list, mistakes);
    if (isModelsDevList(list)) return readModelsDevList(list, mistakes);
  }
  throw refused([
    "the file: has none of the shapes that are known: LiteLLM's model_prices_and_context_window.json, models.dev's api.json, or an array as `model list --json` prints it",
  ]);
}

function refused(lines: readonly string[]): DomainError {
  const more = lines.length > MOST_TOLD ? [`and ${lines.length - MOST_TOLD} more`] : [];
  return new DomainError(
    'INVALID_INPUT',
    `Nothing was imported. ${[...lines.slice(0, MOST_TOLD), ...more].join('; ')}`,
  );
}
