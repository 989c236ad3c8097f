import type { CallableModel } from '../listModels';
import { wrong } from '../protocols/requestFields';

/** A model as Anthropic describes it. What the catalogue does not know of a model is null, as it is there. */
export interface AnthropicModel {
  readonly type: 'model';
  readonly id: string;
  readonly display_name: string;
  /** RFC 3339: when the catalogue got it. */
  readonly created_at: string;
  /** A key is shown no models that are on their way out. */
  readonly lifecycle: 'active';
  /** In tokens. */
  readonly max_input_tokens: number | null;
  readonly max_tokens: null;
  readonly capabilities: null;
  readonly line: null;
  readonly deprecated_at: null;
  readonly retires_at: null;
}

export interface AnthropicModelPage {
  readonly data: readonly AnthropicModel[];
  /** Whether there are more in the direction that was asked for. */
  readonly has_more: boolean;
  /** Null on an empty page. */
  readonly first_id: string | null;
  readonly last_id: string | null;
}

const DEFAULT_LIMIT = 20;
const MAX_LIMIT = 1_000;

export function anthropicModel({ id, name, contextTokens, createdAt }: CallableModel): AnthropicModel {
  return {
    type: 'model',
    id,
    display_name: name,
    created_at: createdAt.toISOString(),
    lifecycle: 'active',
    max_input_tokens: contextTokens,
    max_tokens: null,
    capabilities: null,
    line: null,
    deprecated_at: null,
    retires_at: null,
  };
}

/**
 * One page, by Anthropic's own parameters: `limit` (1 to 1,000, 20 when it is not given) and one of `after_id` and
 * `before_id`.
 *
 * @throws GatewayRefusal INVALID_REQUEST naming the parameter.
 */
export function anthropicModelPage(
  models: readonly CallableModel[],
  query: URLSearchParams,
): AnthropicModelPage {
  const limit = readLimit(readOnce(query, 'limit'));
  const [after, before] = [placeOf(models, query, 'after_id'), placeOf(models, query, 'before_id')];
  if (after !== null && before !== null) throw wrong('before_id', 'and `after_id` exclude each other');
  const from = before === null ? (after ?? -1) + 1 : Math.max(0, before - limit);
  const page = models.slice(from, before ?? from + limit);
  return {
    data: page.map(anthropicModel),
    has_more: before === null ? from + limit < models.length : from > 0,
    first_id: page[0]?.id ?? null,
    last_id: page.at(-1)?.id ?? null,
  };
}

function readLimit(value: string | null): number {
  if (value === null) return DEFAULT_LIMIT;
  const limit = /^\d{1,4}$/.test(value) ? Number(value) : 0;
  if (limit < 1 || limit > MAX_LIMIT) throw wrong('limit', `must be a whole number from 1 to ${MAX_LIMIT}`);
  return limit;
}

/** Where the model of this parameter stands; null when the parameter is not given. */
function placeOf(
  models: readonly CallableModel[],
  query: URLSearchParams,
  param: 'after_id' | 'before_id',
): number | null {
  const wanted = readOnce(query, param);
  if (wanted === null) return null;
  const place = models.findIndex(({ id }) => id === wanted);
  if (place < 0) throw wrong(param, 'must be the id of a model that the key may call');
  return place;
}

function readOnce(query: URLSearchParams, param: string): string | null {
  const [value = null, ...more] = query.getAll(param);
  if (more.length > 0) throw wrong(param, 'may be given once only');
  return value;
}
