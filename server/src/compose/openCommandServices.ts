import type { OpenCommandServices } from '../cli/commandServices';
import { openDatabase } from '../db/openDatabase';
import { ModelRepository } from '../models/model.repository';
import { ModelImportRepository } from '../models/modelImport.repository';
import { ModelImportService } from '../models/modelImport.service';
import type { Config } from '../platform/config';
import { checkPeppers } from './checkPeppers';
import { beginCatalogue } from './publishCatalogue';
import { openServices } from './services';
import { catalogueOf } from './upstreams';
import { makeUsageProofs } from './usageProofs';

/**
 * What the command line works with: the services, on the database that the server uses or would use. It may run beside
 * the server and without it. A catalogue that is there already stays as the server made it. Credentials are made only with a
 * pepper that the others were made with; everything else, such as a revocation, works without it.
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
    const refuseLostPepper = () => checkPeppers(services.db, services.hasher);
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
        create: async (actor, key) => {
          await refuseLostPepper();
          return services.apiKeyWrite.create(actor, key);
        },
        revoke: (actor, id) => services.apiKeyRevocation.revoke(actor, id),
      },
      accessTokens: {
        create: async (actor, token) => {
          await refuseLostPepper();
          return services.accessTokens.create(actor, token);
        },
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
