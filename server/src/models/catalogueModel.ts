import type { ModelKind } from './modelKind';

/** A model as the operator's configuration or a built-in list describes it. Prices: US dollars for a million tokens. */
export interface CatalogueModel {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly kind: ModelKind;
  readonly contextTokens: number | null;
  /** Null when unknown: cost is then unknown too, never 0. */
  readonly price: CataloguePrice | null;
}

/** Exact decimals, as text. */
export interface CataloguePrice {
  readonly input: string;
  readonly output: string;
  /** Null when cached input costs as much as other input. */
  readonly cachedInput: string | null;
}

/** A model of the catalogue with the price of this moment. */
export interface PricedModel {
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly kind: ModelKind;
  readonly contextTokens: number | null;
  readonly inputPrice: string | null;
  readonly outputPrice: string | null;
  readonly isAvailable: boolean;
  readonly createdAt: Date;
}

/** Catalogue order: by provider, then by name, then by id, whatever the case. */
export function byCatalogueOrder(a: PricedModel, b: PricedModel): number {
  return placeOf(a).localeCompare(placeOf(b), 'en');
}

function placeOf({ provider, name, id }: PricedModel): string {
  return [provider, name, id].join('\n').toLowerCase();
}
