import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { HasUserLoader } from '../accounts/user.loader';
import { User } from '../accounts/user.type';
import { byCatalogueOrder, type PricedModel } from '../models/catalogueModel';
import type { HasModelLoader } from '../models/model.loader';
import { Model } from '../models/model.type';
import { readFirst } from '../platform/readFirst';
import { type RequestContext, requireActor } from '../platform/requestContext';
import type { ApiKeyService, ApiKeyView } from './apiKey.service';
import { ApiKey } from './apiKey.type';

@Resolver(() => ApiKey)
export class ApiKeyResolver {
  constructor(private readonly service: ApiKeyService) {}

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
  async models(
    @Root() key: ApiKeyView,
    @Ctx() context: HasModelLoader,
    @Arg('first', () => Int, {
      nullable: true,
      description: 'At most so many, 1 to 100; all of them when left out.',
    })
    first: number | null | undefined,
  ): Promise<readonly Model[]> {
    const most = first == null ? undefined : readFirst(first);
    return (await callableModels(key, context)).slice(0, most);
  }

  @FieldResolver(() => Int, { description: 'How many models it may call; retired models included.' })
  async modelCount(@Root() key: ApiKeyView, @Ctx() context: HasModelLoader): Promise<number> {
    return (await callableModels(key, context)).length;
  }

  @FieldResolver(() => User, {
    nullable: true,
    description: 'The member who made it; null when a program or the command line did.',
  })
  createdBy(@Root() key: ApiKeyView, @Ctx() context: HasUserLoader): Promise<User | null> | null {
    return key.createdBy === null ? null : context.userById.load(key.createdBy);
  }
}

async function callableModels(key: ApiKeyView, context: HasModelLoader): Promise<readonly PricedModel[]> {
  if (key.allModels) return context.availableModels();
  const models = await Promise.all(key.modelNumbers.map((number) => context.modelByNumber.load(number)));
  return models.filter((model) => model !== null).sort(byCatalogueOrder);
}
