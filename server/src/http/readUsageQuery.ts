import { invalidInput } from '../platform/domainError';
import { readInstant } from '../platform/instant';
import { EXPORT_FORMATS, type ExportFormat } from '../usage/usageExport';
import {
  type AskUsage,
  USAGE_DIMENSIONS,
  USAGE_GRANULARITIES,
  type UsageDimension,
  type UsageGranularity,
} from '../usage/usageQuestion';

const FIELDS = [
  'from',
  'to',
  'timeZone',
  'granularity',
  'groupBy',
  'apiKeyIds',
  'modelIds',
  'format',
] as const;
type Field = (typeof FIELDS)[number];

/**
 * Reads the fields of UsageInput and the format out of a query string.
 *
 * @throws DomainError INVALID_INPUT naming the parameter that is unknown, given twice or not understood.
 */
export function readUsageQuery(query: unknown): AskUsage & { readonly format: ExportFormat } {
  const given = readFields(query);
  const { timeZone } = given;
  return {
    from: readTime('from', given.from),
    to: readTime('to', given.to),
    timeZone: timeZone ?? null,
    granularity: oneOf<UsageGranularity>('granularity', USAGE_GRANULARITIES, given.granularity),
    groupBy: readList(given.groupBy)?.map((dimension) => oneOfGroups(dimension)) ?? null,
    apiKeyIds: readList(given.apiKeyIds),
    modelIds: readList(given.modelIds),
    format: oneOf<ExportFormat>('format', EXPORT_FORMATS, given.format) ?? 'csv',
  };
}

function readFields(query: unknown): Partial<Record<Field, string>> {
  const given: Partial<Record<Field, string>> = {};
  for (const [name, value] of Object.entries(query ?? {})) {
    if (!isField(name))
      throw invalidInput(name.slice(0, 100), `There is no such parameter. Use ${FIELDS.join(', ')}.`);
    if (typeof value !== 'string') throw invalidInput(name, 'Give it once; write lists with commas.');
    given[name] = value;
  }
  return given;
}

function isField(name: string): name is Field {
  return FIELDS.some((field) => field === name);
}

function readTime(field: 'from' | 'to', text: string | undefined): Date {
  // A plus sign that was not escaped arrives as a blank.
  const instant = readInstant((text ?? '').replace(' ', '+'));
  if (!instant) throw invalidInput(field, 'Give an instant such as 2026-11-23T08:00:00Z.');
  return instant;
}

/** Null when it was left out; an empty text is an empty list. */
function readList(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  return text === '' ? [] : text.split(',');
}

function oneOfGroups(dimension: string): UsageDimension {
  const found = USAGE_DIMENSIONS.find((known) => known === dimension);
  if (!found) throw invalidInput('groupBy', `Use ${USAGE_DIMENSIONS.join(', ')}, or leave it empty.`);
  return found;
}

function oneOf<Value extends string>(
  field: Field,
  allowed: readonly Value[],
  text: string | undefined,
): Value | null {
  if (text === undefined) return null;
  const found = allowed.find((value) => value === text);
  if (!found) throw invalidInput(field, `Use one of ${allowed.join(', ')}.`);
  return found;
}
