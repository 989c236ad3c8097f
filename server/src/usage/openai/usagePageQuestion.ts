import { INPUT_LIMITS } from '@keymeter/shared';
import { invalidInput } from '../../platform/domainError';

/** Which of OpenAI's lists is asked for. */
export type UsagePageKind = 'completions' | 'embeddings' | 'costs';

const WIDTHS = { '1m': 60, '1h': 3_600, '1d': 86_400 } as const;
export type BucketWidth = keyof typeof WIDTHS;

const GROUPS = {
  completions: ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'],
  embeddings: ['project_id', 'user_id', 'api_key_id', 'model'],
  costs: ['project_id', 'line_item', 'api_key_id'],
} as const satisfies Record<UsagePageKind, readonly string[]>;

/** Buckets of one page: when nothing is said, and at most. */
const USAGE_PAGES: Record<BucketWidth, { standard: number; most: number }> = {
  '1d': { standard: 7, most: 31 },
  '1h': { standard: 24, most: 168 },
  '1m': { standard: 60, most: 1_440 },
};
const COST_PAGES = { standard: 7, most: 180 };

/** A question in OpenAI's form, understood. Times are whole seconds since 1970. */
export interface UsagePageQuestion {
  readonly kind: UsagePageKind;
  /** Inclusive. */
  readonly startTime: number;
  /** Exclusive; null for now. */
  readonly endTime: number | null;
  readonly width: BucketWidth;
  /** Buckets of one page. */
  readonly limit: number;
  readonly byKey: boolean;
  /** By model, or by line item of costs, which is the model. */
  readonly byModel: boolean;
  readonly apiKeyIds: readonly string[] | null;
  readonly modelIds: readonly string[] | null;
  /** True when only batch jobs are asked for, of which there are none here. */
  readonly onlyBatches: boolean;
  /** The cursor of an earlier page, not looked into yet. */
  readonly page: string | null;
}

export function bucketSeconds(width: BucketWidth): number {
  return WIDTHS[width];
}

/**
 * Reads the parameters of OpenAI's usage lists (openai-openapi, `/organization/usage/*` and `/organization/costs`); lists
 * come as `name[]=a&name[]=b`, as `name=a&name=b` or with commas.
 *
 * @throws DomainError INVALID_INPUT naming the parameter and what is allowed.
 */
export function readUsagePageQuestion(kind: UsagePageKind, query: URLSearchParams): UsagePageQuestion {
  const given = readNames(kind, query);
  const width = readWidth(kind, given.one('bucket_width'));
  const groups = readGroups(kind, given.list('group_by'));
  refuseForeignDimensions(given);
  const startTime = readSeconds('start_time', given.one('start_time'));
  if (startTime === null) throw invalidInput('start_time', 'Give the beginning in seconds since 1970.');
  const endTime = readSeconds('end_time', given.one('end_time'));
  if (endTime !== null && endTime <= startTime)
    throw invalidInput('end_time', 'It must be after start_time.');
  return {
    kind,
    startTime,
    endTime,
    width,
    limit: readLimit(kind === 'costs' ? COST_PAGES : USAGE_PAGES[width], given.one('limit')),
    byKey: groups.includes('api_key_id'),
    byModel: groups.includes('model') || groups.includes('line_item'),
    apiKeyIds: readIds('api_key_ids', given.list('api_key_ids')),
    modelIds: readIds('models', given.list('models')),
    onlyBatches: readBatch(given.one('batch')),
    page: given.one('page'),
  };
}

interface Given {
  one(name: string): string | null;
  list(name: string): readonly string[] | null;
}

const SHARED_NAMES = [
  'start_time',
  'end_time',
  'bucket_width',
  'limit',
  'page',
  'group_by',
  'api_key_ids',
  'project_ids',
];
const NAMES: Record<UsagePageKind, readonly string[]> = {
  completions: [...SHARED_NAMES, 'models', 'user_ids', 'batch'],
  embeddings: [...SHARED_NAMES, 'models', 'user_ids'],
  costs: SHARED_NAMES,
};

function readNames(kind: UsagePageKind, query: URLSearchParams): Given {
  const values = new Map<string, string[]>();
  for (const [given, value] of query) {
    const name = given.replace(/\[\d*\]$/, '');
    if (!NAMES[kind].includes(name)) throw invalidInput(name.slice(0, 100), `Use ${NAMES[kind].join(', ')}.`);
    values.set(name, [...(values.get(name) ?? []), value]);
  }
  return {
    one: (name) => {
      const [value = null, ...more] = values.get(name) ?? [];
      if (more.length > 0) throw invalidInput(name, 'Give it once.');
      return value;
    },
    list: (name) => values.get(name)?.flatMap((value) => value.split(',')) ?? null,
  };
}

function readWidth(kind: UsagePageKind, text: string | null): BucketWidth {
  const allowed: readonly BucketWidth[] = kind === 'costs' ? ['1d'] : ['1m', '1h', '1d'];
  const width = allowed.find((known) => known === (text ?? '1d'));
  if (!width) throw invalidInput('bucket_width', `Use ${allowed.join(', ')}.`);
  return width;
}

function readGroups(kind: UsagePageKind, groups: readonly string[] | null): readonly string[] {
  const allowed: readonly string[] = GROUPS[kind];
  if (groups?.some((group) => !allowed.includes(group))) {
    throw invalidInput('group_by', `Use ${allowed.join(', ')}.`);
  }
  return groups ?? [];
}

/** They can be grouped by, and are null then; a filter by one would have to leave out everything without a word. */
function refuseForeignDimensions(given: Given): void {
  for (const name of ['project_ids', 'user_ids']) {
    if (given.list(name))
      throw invalidInput(name, 'There are no projects and users here; filter by api_key_ids.');
  }
}

const [EARLIEST, LATEST] = [Date.UTC(2000) / 1_000, Date.UTC(9999) / 1_000];

function readSeconds(name: string, text: string | null): number | null {
  if (text === null) return null;
  const seconds = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (seconds >= EARLIEST && seconds <= LATEST) return seconds;
  throw invalidInput(name, `Use whole seconds since 1970, ${EARLIEST} to ${LATEST}.`);
}

function readLimit({ standard, most }: { standard: number; most: number }, text: string | null): number {
  if (text === null) return standard;
  const limit = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= most) return limit;
  throw invalidInput('limit', `Use 1 to ${most} buckets with this bucket_width.`);
}

function readIds(name: string, ids: readonly string[] | null): readonly string[] | null {
  if (ids && ids.length > INPUT_LIMITS.usageFilterIds) {
    throw invalidInput(name, `Name at most ${INPUT_LIMITS.usageFilterIds}.`);
  }
  return ids && [...new Set(ids)];
}

function readBatch(text: string | null): boolean {
  if (text === null || text === 'false') return false;
  if (text === 'true') return true;
  throw invalidInput('batch', 'Use true or false.');
}
