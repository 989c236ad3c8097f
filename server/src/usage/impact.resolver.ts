import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { ApiKey } from '../apiKeys/apiKey.type';
import type { HasModelLoader } from '../models/model.loader';
import { Model } from '../models/model.type';
import { type RequestContext, requireActor } from '../platform/requestContext';
import type { HasImpactLoader } from './impact.loader';
import type { ImpactRow } from './impact.repository';
import { ApiKeyImpact } from './impact.type';

@Resolver(() => ApiKey)
export class ApiKeyImpactResolver {
  @FieldResolver(() => ApiKeyImpact, { description: 'Who would notice if this key stopped now.' })
  impact(@Root() key: ApiKey, @Ctx() context: RequestContext & HasImpactLoader): Promise<ImpactRow> {
    requireActor(context, 'KEYS_READ');
    return context.impactOfKey.load(key.id);
  }
}

@Resolver(() => ApiKeyImpact)
export class ImpactModelsResolver {
  @FieldResolver(() => [Model], {
    description: 'Models called in the last 7 days, most used first, at most 100.',
  })
  async models(@Root() impact: ImpactRow, @Ctx() context: HasModelLoader): Promise<Model[]> {
    const models = await Promise.all(impact.modelNumbers.map((number) => context.modelByNumber.load(number)));
    return models.filter((model) => model !== null);
  }
}
