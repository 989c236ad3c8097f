import { INPUT_LIMITS } from '@keymeter/shared';
import { isTimeZone } from '../../lib/zonedTime';
import {
  CHART_KINDS,
  DIMENSIONS,
  METRICS,
  PLAIN_QUESTION,
  TABLE_LAYOUTS,
  type UsageQuestion,
} from './usageQuestion';
import { isRangePreset, readTypedRange, type UsageRange } from './usageRange';
import { isUsageSort } from './usageSort';
import { STEP_WORDS, STEPS } from './usageStep';

interface ReadQuestion {
  readonly question: UsageQuestion;
  /** False when a part of the address made no sense and was left out. */
  readonly isUnderstood: boolean;
}

/** Where and when an address is read: relative ranges depend on it. */
interface Here {
  readonly accountZone: string;
  readonly now: Date;
}

/** How often one can zoom in, and some. */
const MOST_TRAIL = 6;
const MOST_HIDDEN = 50;
const LONGEST_RANGE_TEXT = 60;

/** Reads the page's question from its address; what makes no sense counts as not said. */
export function readUsageQuestion(params: URLSearchParams, { accountZone, now }: Here): ReadQuestion {
  // An end without a beginning is no range.
  let isUnderstood = !params.has('to') || params.has('from');
  function read<T>(name: string, parse: (text: string) => T | null, otherwise: T): T {
    const text = params.get(name);
    if (text === null) return otherwise;
    const value = parse(text);
    if (value === null) isUnderstood = false;
    return value ?? otherwise;
  }
  const plain = PLAIN_QUESTION;
  const zone = read<string | null>('tz', (text) => (isTimeZone(text) ? text : null), null);
  const typed = (from: string, to: string) => parseTyped(from, to, zone ?? accountZone, now);
  const preset = read<UsageRange>('range', parsePreset, plain.range);
  const question: UsageQuestion = {
    range: read('from', (from) => typed(from, params.get('to') ?? ''), preset),
    trail: read('trail', (text) => parseTrail(text, typed), plain.trail),
    zone,
    step: read('step', (text) => STEPS.find((step) => STEP_WORDS[step] === text) ?? null, plain.step),
    metric: read('metric', oneOf(METRICS), plain.metric),
    by: read('by', oneOf(DIMENSIONS), plain.by),
    thenBy: read('then', oneOf(DIMENSIONS), plain.thenBy),
    chart: read('chart', oneOf(CHART_KINDS), plain.chart),
    isCompared: read('cmp', (text) => (text === 'prev' ? true : null), plain.isCompared),
    apiKeyIds: read('keys', parseIds, plain.apiKeyIds),
    modelIds: read('models', parseIds, plain.modelIds),
    providers: read('providers', parseIds, plain.providers),
    hidden: read('hide', parseIds, plain.hidden).slice(0, MOST_HIDDEN),
    layout: read('rows', oneOf(TABLE_LAYOUTS), plain.layout),
    sort: read('sort', (text) => (isUsageSort(text) ? text : null), plain.sort),
    isLive: read('live', (text) => (text === '1' ? true : null), plain.isLive),
  };
  return { question: withoutTwice(question), isUnderstood };
}

/** Writes what differs from the default, so that plain views have plain addresses. */
export function writeUsageQuestion(question: UsageQuestion): URLSearchParams {
  const { range, trail, zone, step, thenBy, apiKeyIds, modelIds, providers, hidden, sort } = question;
  const plain = PLAIN_QUESTION;
  const params = new URLSearchParams();
  const put = (name: string, value: string | null, usual: string | null = null) => {
    if (value !== null && value !== '' && value !== usual) params.set(name, value);
  };
  if (range.kind === 'preset') put('range', range.preset, rangeText(plain.range));
  else {
    put('from', range.from);
    put('to', range.to);
  }
  put('trail', trail.map(rangeText).join(','));
  put('tz', zone);
  put('step', step && STEP_WORDS[step]);
  put('metric', question.metric, plain.metric);
  put('by', question.by, plain.by);
  put('then', thenBy);
  put('chart', question.chart, plain.chart);
  put('cmp', question.isCompared ? 'prev' : null);
  put('keys', apiKeyIds.join(','));
  put('models', modelIds.join(','));
  put('providers', providers.join(','));
  put('hide', hidden.slice(0, MOST_HIDDEN).join(','));
  put('rows', question.layout, plain.layout);
  put('sort', sort);
  put('live', question.isLive ? '1' : null);
  return params;
}

/** Split by the same thing twice says nothing more. */
function withoutTwice(question: UsageQuestion): UsageQuestion {
  return question.thenBy === question.by ? { ...question, thenBy: null } : question;
}

function rangeText(range: UsageRange): string {
  return range.kind === 'preset' ? range.preset : `${range.from}~${range.to}`;
}

function oneOf<T extends string>(options: readonly T[]): (text: string) => T | null {
  return (text) => options.find((option) => option === text) ?? null;
}

function parsePreset(text: string): UsageRange | null {
  return isRangePreset(text) ? { kind: 'preset', preset: text } : null;
}

function parseTyped(from: string, to: string, zone: string, now: Date): UsageRange | null {
  if (from.length + to.length > LONGEST_RANGE_TEXT) return null;
  return 'problem' in readTypedRange({ from, to }, zone, now) ? null : { kind: 'typed', from, to };
}

function parseTrail(
  text: string,
  typed: (from: string, to: string) => UsageRange | null,
): readonly UsageRange[] | null {
  const parts = text.split(',');
  const ranges = parts.flatMap((part) => {
    const [from = '', to] = part.split('~');
    const range = to === undefined ? parsePreset(from) : typed(from, to);
    return range === null ? [] : [range];
  });
  return parts.length === ranges.length && ranges.length <= MOST_TRAIL ? ranges : null;
}

function parseIds(text: string): readonly string[] | null {
  const ids = [...new Set(text.split(',').filter((id) => id !== ''))];
  return ids.length > 0 && ids.length <= INPUT_LIMITS.usageFilterIds ? ids : null;
}
