import type { CatalogueModel, PricedModel } from './catalogueModel';
import type { LeftOut } from './import/listReader';
import { readModelList } from './import/readModelList';
import type { ModelRepository } from './model.repository';
import type { ImportChange, ModelImportRepository } from './modelImport.repository';

export interface ModelImportParts {
  readonly imports: ModelImportRepository;
  readonly models: ModelRepository;
  /** Ids of models whose price the operator's configuration tells: it wins over any list. */
  readonly pricedByConfiguration: ReadonlySet<string>;
}

/** A model of the list as it stands in the catalogue now, and what the import did to it. */
export type ImportedModel = Omit<PricedModel, 'number' | 'createdAt'> & {
  readonly change: ImportChange | 'kept';
};

export interface ModelImport {
  readonly models: readonly ImportedModel[];
  readonly leftOut: readonly LeftOut[];
}

/** Brings lists of models and prices that others keep into the catalogue. */
export class ModelImportService {
  constructor(private readonly parts: ModelImportParts) {}

  /**
   * Models that no upstream serves come in as not available: they have names and prices, and no key can be given them.
   * `kept` is what the configuration prices. A trial tells the same and changes nothing.
   *
   * @throws DomainError INVALID_INPUT with every mistake of the list; then nothing has changed.
   */
  async import(text: string, isTrial = false): Promise<ModelImport> {
    const { models, leftOut } = readModelList(text);
    const { imports, pricedByConfiguration } = this.parts;
    const priced = new Set(models.map(({ id }) => id).filter((id) => !pricedByConfiguration.has(id)));
    const changes = await imports.import(models, { priced, isTrial });
    const listed = await this.parts.models.listByIds(models.map(({ id }) => id));
    const byId = new Map(listed.map((model) => [model.id, model]));
    const changeOf = (id: string): ImportedModel['change'] =>
      priced.has(id) ? (changes.get(id) ?? 'unchanged') : 'kept';
    return {
      models: models.map((model) => ({
        ...(byId.get(model.id) ?? asListed(model)),
        change: changeOf(model.id),
      })),
      leftOut,
    };
  }
}

/** A model that only a trial has seen. */
function asListed({ price, ...model }: CatalogueModel): Omit<ImportedModel, 'change'> {
  return {
    ...model,
    inputPrice: price?.input ?? null,
    outputPrice: price?.output ?? null,
    isAvailable: false,
  };
}
