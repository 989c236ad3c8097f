import { byCatalogueOrder, type CatalogueModel, type PricedModel } from './catalogueModel';
import { modelNotAvailable } from './model.errors';
import type { ModelRepository } from './model.repository';
import { type ModelFilter, matchesFilter } from './modelFilter';

/** The catalogue for the screens, the keys and the gateway. */
export class ModelService {
  constructor(private readonly models: ModelRepository) {}

  /** What can be given to a key now, in catalogue order. At most a few thousand. */
  async listAvailable(filter: ModelFilter = {}): Promise<PricedModel[]> {
    const models = await this.models.listAvailable();
    return models.filter((model) => matchesFilter(model, filter)).sort(byCatalogueOrder);
  }

  /** Every model, also those that nobody can call, in catalogue order. */
  async listAll(): Promise<PricedModel[]> {
    return (await this.models.list()).sort(byCatalogueOrder);
  }

  /** Numbers, ids and kinds of every model, in no order. */
  listKinds(): Promise<Pick<PricedModel, 'number' | 'id' | 'kind'>[]> {
    return this.models.listKinds();
  }

  /** Also a model that is not available any more; null when there never was one of this id. */
  async find(id: string): Promise<PricedModel | null> {
    const [model] = await this.models.listByIds([id]);
    return model ?? null;
  }

  /** The ids of all models, also of those that are gone, by the catalogue's number. */
  async namesByNumber(): Promise<ReadonlyMap<number, string>> {
    return new Map((await this.models.listKinds()).map(({ number, id }) => [number, id]));
  }

  /** In the order of the numbers; null where there is no such model. One statement. */
  async findByNumbers(numbers: readonly number[]): Promise<(PricedModel | null)[]> {
    const found = new Map((await this.models.listByNumbers(numbers)).map((model) => [model.number, model]));
    return numbers.map((number) => found.get(number) ?? null);
  }

  /**
   * The catalogue's numbers of these ids, without doubles.
   *
   * @throws DomainError MODEL_NOT_AVAILABLE naming the first id that no key can be given.
   */
  async numbersOfAvailable(ids: readonly string[], field: string): Promise<number[]> {
    const numbers = new Map((await this.listAvailable()).map((model) => [model.id, model.number]));
    const unique = [...new Set(ids)];
    return unique.map((id) => {
      const number = numbers.get(id);
      if (number === undefined) throw modelNotAvailable(id, field);
      return number;
    });
  }

  /** The catalogue's numbers of these ids, also of models that are gone; unknown ids are left out. */
  async numbersOfKnown(ids: readonly string[]): Promise<number[]> {
    return (await this.models.listByIds(ids)).map((model) => model.number);
  }

  /** Makes the catalogue equal to the list. Safe to repeat, also by several nodes at once. */
  replaceCatalogue(models: readonly CatalogueModel[]): Promise<void> {
    return this.models.replaceCatalogue(models);
  }
}
