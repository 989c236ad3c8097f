import type { UsageInput, UsageQueryVariables } from '../../graphql/usage/graphql';
import type { Dimension, TableLayout, UsageQuestion } from './usageQuestion';
import type { Instants } from './usageRange';
import type { Step } from './usageStep';

interface Frame extends Instants {
  readonly zone: string;
  readonly step: Step;
}

type Grouping = NonNullable<UsageInput['groupBy']>;

/** What each layout asks for: its lines, and the sums above them. */
const LAYOUTS: Readonly<Record<TableLayout, { lines: Grouping; groups: Grouping | null }>> = {
  'model-key': { lines: ['MODEL', 'API_KEY'], groups: ['MODEL'] },
  'key-model': { lines: ['MODEL', 'API_KEY'], groups: ['API_KEY'] },
  flat: { lines: ['MODEL', 'API_KEY'], groups: null },
  day: { lines: [], groups: null },
};

/** Providers are no dimension of the server: their models are summed for the chart. */
const DIMENSION_NAMES = {
  model: 'MODEL',
  provider: 'MODEL',
  key: 'API_KEY',
} as const satisfies Record<Dimension, Grouping[number]>;

/** What the whole page asks in one request. `modelIds` are those of the filters together; null for all. */
export function usageVariables(
  question: UsageQuestion,
  frame: Frame,
  modelIds: readonly string[] | null,
): UsageQueryVariables {
  const scope = usageScope(question, frame, modelIds);
  const { lines, groups } = LAYOUTS[question.layout];
  const chartBy = [question.by, question.thenBy].flatMap((name) =>
    name === null ? [] : [DIMENSION_NAMES[name]],
  );
  return {
    table: { ...scope, granularity: question.layout === 'day' ? 'DAY' : 'TOTAL', groupBy: lines },
    groups: { ...scope, granularity: 'TOTAL', groupBy: groups ?? [] },
    hasGroups: groups !== null,
    chart: { ...scope, granularity: frame.step, groupBy: [...new Set(chartBy)] },
  };
}

/** Time, zone and filters, as every part of the page asks them. An empty filter is left out: it would be refused. */
function usageScope(
  { apiKeyIds }: Pick<UsageQuestion, 'apiKeyIds'>,
  frame: Instants & { readonly zone: string },
  modelIds: readonly string[] | null,
): UsageInput {
  return {
    from: frame.from.toISOString(),
    to: frame.to.toISOString(),
    timeZone: frame.zone,
    ...(apiKeyIds.length > 0 ? { apiKeyIds: [...apiKeyIds] } : {}),
    ...(modelIds !== null ? { modelIds: [...modelIds] } : {}),
  };
}

interface CatalogueEntry {
  readonly id: string;
  readonly provider: string;
}

/**
 * The models that the filters for models and providers leave together, null for all. An empty list means that no model
 * fits both: there is nothing to ask.
 */
export function filteredModelIds(
  { modelIds, providers }: Pick<UsageQuestion, 'modelIds' | 'providers'>,
  catalogue: readonly CatalogueEntry[],
): readonly string[] | null {
  if (providers.length === 0) return modelIds.length > 0 ? modelIds : null;
  const ofProviders = catalogue.filter(({ provider }) => providers.includes(provider)).map(({ id }) => id);
  return modelIds.length > 0 ? ofProviders.filter((id) => modelIds.includes(id)) : ofProviders;
}
