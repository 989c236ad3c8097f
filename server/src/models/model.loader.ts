import DataLoader from 'dataloader';
import type { PricedModel } from './catalogueModel';
import type { ModelService } from './model.service';

export type ModelLoader = DataLoader<number, PricedModel | null>;

/** The part of a request's context that brings it. */
export interface HasModelLoader {
  readonly modelByNumber: ModelLoader;
  /** What can be called now, in catalogue order: one statement however often one request asks. */
  readonly availableModels: () => Promise<readonly PricedModel[]>;
}

/** Models by the catalogue's number: one statement for all that one request asks for. */
export function createModelLoader(service: ModelService): ModelLoader {
  return new DataLoader((numbers: readonly number[]) => service.findByNumbers(numbers), {
    maxBatchSize: 10_000,
  });
}

/** Asks for the catalogue when it is first wanted, and once. */
export function createAvailableModels(service: ModelService): HasModelLoader['availableModels'] {
  let asked: Promise<readonly PricedModel[]> | null = null;
  return () => {
    asked ??= service.listAvailable();
    return asked;
  };
}
