import { Arg, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { HasUserLoader } from '../accounts/user.loader';
import { User } from '../accounts/user.type';
import { byCatalogueOrder } from '../models/catalogueModel';
import type { HasModelLoader } from '../models/model.loader';
import type { ModelService } from '../models/model.service';
import { Model } from '../models/model.type';
import { type RequestContext, requireActor } from '../platform/requestContext';
import type { ApiKeyService, ApiKeyView } from './apiKey.service';
import { ApiKey } from './apiKey.type';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(
    private readonly service: ApiKeyService,
    private readonly catalogue: ModelService,
  ) {}

  @Query(() => ApiKey, {
    nullable: true,
    description: 'Null when the account has no such key, also when another account has.',
  })
  apiKey(@Ctx() context: RequestContext, @Arg('id', () => ID) id: string): Promise<ApiKeyView | null> {
    return this.service.find(requireActor(context, 'KEYS_READ'), id);
  }

  @FieldResolver(() => [Model], {
    description: 'What it may call, in catalogue order; retired models included.',
  })
  async models(@Root() key: ApiKeyView, @Ctx() context: HasModelLoader): Promise<Model[]> {
    if (key.allModels) return this.catalogue.listAvailable();
    const models = await Promise.all(key.modelNumbers.map((number) => context.modelByNumber.load(number)));
    return models.filter((model) => model !== null).sort(byCatalogueOrder);
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The member who made it; null when a program or the command line did.',
  })
  createdBy(@Root() key: ApiKeyView, @Ctx() context: HasUserLoader): Promise<User | null> | null {
    return key.createdBy === null ? null : context.userById.load(key.createdBy);
  }
}
