import type { OpenCommandServices } from '../cli/commandServices';
import { openDatabase } from '../db/openDatabase';
import { ModelRepository } from '../models/model.repository';
import { ModelImportRepository } from '../models/modelImport.repository';
import { ModelImportService } from '../models/modelImport.service';
import type { Config } from '../platform/config';
import { beginCatalogue } from './publishCatalogue';
import { openServices } from './services';
import { catalogueOf } from './upstreams';
import { makeUsageProofs } from './usageProofs';

/**
 * What the command line works with: the services, on the database that the server uses or would use. It may run beside
 * the server and without it. A catalogue that is there already stays as the server made it.
 */
export async function openCommandServices(config: Config): Promise<OpenCommandServices> {
  const database = await openDatabase({
    databaseUrl: config.databaseUrl?.reveal() ?? null,
    dataDir: config.dataDir,
    onProgress: () => {},
  });
  try {
    const services = await openServices(config, database.url);
    await beginCatalogue(services.models, config);
    return {
      ...services,
      modelImport: new ModelImportService({
        imports: new ModelImportRepository(services.db.manager),
        models: new ModelRepository(services.db.manager),
        pricedByConfiguration: new Set(
          catalogueOf(config).flatMap(({ id, price }) => (price === null ? [] : [id])),
        ),
      }),
      usageVerification: makeUsageProofs(services.db).verification,
      apiKeys: {
        create: (actor, key) => services.apiKeyWrite.create(actor, key),
        revoke: (actor, id) => services.apiKeyRevocation.revoke(actor, id),
      },
      close: async () => {
        await services.close();
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
