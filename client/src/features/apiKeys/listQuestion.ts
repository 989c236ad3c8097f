import type {
  ApiKeyOrder,
  ApiKeyOrderField,
  ApiKeyStatus,
  ApiKeysQueryVariables,
} from '../../graphql/apiKeys/graphql';

/** How many keys a page may hold; the first is what it holds when nothing was said. */
export const PAGE_SIZES = [25, 50, 100] as const;

export type PageSize = (typeof PAGE_SIZES)[number];

/** How each status is written in the address; the order is that of the filter. */
export const STATUS_TOKENS = {
  active: 'ACTIVE',
  paused: 'PAUSED_PLAN',
  limit: 'LIMIT_REACHED',
  expired: 'EXPIRED',
  leaked: 'DISABLED_LEAKED',
  revoked: 'REVOKED',
} as const satisfies Record<string, ApiKeyStatus>;

export type StatusToken = keyof typeof STATUS_TOKENS;

const SORT_FIELDS = {
  name: 'NAME',
  createdAt: 'CREATED_AT',
  lastUsedAt: 'LAST_USED_AT',
  expiresAt: 'EXPIRES_AT',
  tokens30d: 'TOKENS_30_DAYS',
} as const satisfies Record<string, ApiKeyOrderField>;

export type SortField = keyof typeof SORT_FIELDS;
export type Sort = SortField | `-${SortField}`;

/** The newest key stands on top, so that one sees what one has just made. */
const DEFAULT_SORT: Sort = '-createdAt';

/** What the list was asked for; it is whole in the address, so that a link shows the same. */
export interface ListQuestion {
  readonly search: string;
  /** Empty means all except revoked. */
  readonly statuses: readonly StatusToken[];
  readonly modelId: string | null;
  readonly sort: Sort;
  readonly size: PageSize;
  /** The cursor of the page before this one; null on the first page. */
  readonly after: string | null;
}

/** Reads an address; what is not understood counts as not said. */
export function readQuestion(params: URLSearchParams): ListQuestion {
  const sort = params.get('sort');
  return {
    search: withoutSecret(params.get('q') ?? ''),
    statuses: (params.get('status') ?? '').split(',').filter(isStatusToken),
    modelId: params.get('model') || null,
    sort: sort !== null && isSort(sort) ? sort : DEFAULT_SORT,
    size: pageSizeOf(params.get('size')),
    after: params.get('after') || null,
  };
}

/** Writes what differs from the default, so that plain views have plain addresses. */
export function writeQuestion(question: ListQuestion): URLSearchParams {
  const { search, statuses, modelId, sort, size, after } = question;
  const params = new URLSearchParams();
  if (search !== '') params.set('q', withoutSecret(search));
  if (statuses.length > 0) params.set('status', statuses.join(','));
  if (modelId !== null) params.set('model', modelId);
  if (sort !== DEFAULT_SORT) params.set('sort', sort);
  if (size !== PAGE_SIZES[0]) params.set('size', String(size));
  if (after !== null) params.set('after', after);
  return params;
}

export function isFiltered({ search, statuses, modelId }: ListQuestion): boolean {
  return search !== '' || statuses.length > 0 || modelId !== null;
}

export function listVariables({
  search,
  statuses,
  modelId,
  sort,
  size,
  after,
}: ListQuestion): ApiKeysQueryVariables {
  return {
    first: size,
    after,
    filter: {
      ...(search === '' ? {} : { search: withoutSecret(search).trim() }),
      ...(statuses.length === 0 ? {} : { statuses: statuses.map((token) => STATUS_TOKENS[token]) }),
      ...(modelId === null ? {} : { modelId }),
    },
    orderBy: orderOf(sort),
  };
}

/** The page size that a text names; what is none counts as not said. */
export function pageSizeOf(text: string | null): PageSize {
  return PAGE_SIZES.find((size) => String(size) === String(text)) ?? PAGE_SIZES[0];
}

export function sortFieldOf(sort: Sort): SortField {
  return sort.replace('-', '') as SortField; // what is left of a Sort without its sign is its field
}

export function directionOf(sort: Sort): 'asc' | 'desc' {
  return sort.startsWith('-') ? 'desc' : 'asc';
}

export function isSort(text: string): text is Sort {
  return Object.hasOwn(SORT_FIELDS, text.replace(/^-/, ''));
}

function orderOf(sort: Sort): ApiKeyOrder {
  return { field: SORT_FIELDS[sortFieldOf(sort)], direction: directionOf(sort) === 'desc' ? 'DESC' : 'ASC' };
}

function isStatusToken(text: string): text is StatusToken {
  return Object.hasOwn(STATUS_TOKENS, text);
}

/** A whole key in the search becomes its last four characters before it gets into an address or leaves the page. */
function withoutSecret(search: string): string {
  return /[a-z0-9]+_sk_\w{8,}/i.exec(search)?.[0].slice(-4) ?? search;
}
