import type { PricedModel } from './catalogueModel';
import type { ModelKind } from './modelKind';

/** What is left out does not filter. */
export interface ModelFilter {
  /** Part of the id, the name or the provider, in any case. */
  readonly search?: string | null | undefined;
  readonly provider?: string | null | undefined;
  readonly kind?: ModelKind | null | undefined;
}

export function matchesFilter(model: PricedModel, filter: ModelFilter): boolean {
  const search = filter.search?.trim().toLowerCase();
  const texts = [model.id, model.name, model.provider];
  return (
    (!search || texts.some((text) => text.toLowerCase().includes(search))) &&
    (filter.provider == null || model.provider === filter.provider) &&
    (filter.kind == null || model.kind === filter.kind)
  );
}
