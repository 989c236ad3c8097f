import type { CatalogueModel } from './useModels';

export interface ModelGroup {
  readonly provider: string;
  readonly models: readonly CatalogueModel[];
}

/** One group for each provider, in the order in which the catalogue first names them. */
export function groupByProvider(models: readonly CatalogueModel[]): readonly ModelGroup[] {
  const groups = new Map<string, CatalogueModel[]>();
  for (const model of models) {
    const group = groups.get(model.provider);
    if (group) group.push(model);
    else groups.set(model.provider, [model]);
  }
  return [...groups].map(([provider, members]) => ({ provider, models: members }));
}

/** True when every word of the search stands somewhere in the model's name, id or provider. */
export function matchesSearch(model: CatalogueModel, search: string): boolean {
  const haystack = `${model.name} ${model.id} ${model.provider}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => haystack.includes(word));
}

export type Ticked = 'none' | 'some' | 'all';

export function tickedOf(models: readonly CatalogueModel[], selected: ReadonlySet<string>): Ticked {
  const count = models.filter((model) => selected.has(model.id)).length;
  if (count === 0) return 'none';
  return count === models.length ? 'all' : 'some';
}

/** The selection with all of these ticked or all unticked; the order of ticking is kept. */
export function withModels(
  selected: readonly string[],
  ids: readonly string[],
  isTicked: boolean,
): readonly string[] {
  if (!isTicked) {
    const removed = new Set(ids);
    return selected.filter((id) => !removed.has(id));
  }
  return [...new Set([...selected, ...ids])];
}
