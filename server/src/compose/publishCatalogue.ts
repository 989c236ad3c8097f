import type { ModelService } from '../models/model.service';
import type { Config } from '../platform/config';
import { catalogueOf } from './upstreams';

type Catalogue = Pick<ModelService, 'listAvailable' | 'replaceCatalogue'>;

/**
 * What this process tells the others of the models when it starts. Whoever serves the gateway makes the catalogue what it can
 * call. A console calls nobody and need not know the upstreams: it takes no model away from those that do.
 */
export async function publishCatalogue(models: Catalogue, config: Config): Promise<void> {
  if (config.role === 'console') await beginCatalogue(models, config);
  else await models.replaceCatalogue(catalogueOf(config));
}

/** A catalogue where there is none yet; one that is there already stays as the gateway made it. */
export async function beginCatalogue(models: Catalogue, config: Config): Promise<void> {
  if ((await models.listAvailable()).length === 0) await models.replaceCatalogue(catalogueOf(config));
}
