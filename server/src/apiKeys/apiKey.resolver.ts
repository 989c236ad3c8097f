import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { HasUserLoader } from '../accounts/user.loader';
import { User } from '../accounts/user.type';
import { byCatalogueOrder } from '../models/catalogueModel';
import type { HasModelLoader } from '../models/model.loader';
import type { ModelService } from '../models/model.service';
import { Model } from '../models/model.type';
import { type RequestContext, requireActor } from '../platform/requestContext';
import { CreateApiKeyInput, RevokeApiKeyInput, UpdateApiKeyInput } from './apiKey.inputs';
import type { ApiKeyService, ApiKeyView } from './apiKey.service';
import { ApiKey, CreateApiKeyPayload, RevokeApiKeyPayload, UpdateApiKeyPayload } from './apiKey.type';

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

  @Mutation(() => CreateApiKeyPayload, { description: 'Makes a key. Needs a paid plan.' })
  createApiKey(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateApiKeyInput) input: CreateApiKeyInput,
  ): Promise<{ apiKey: ApiKeyView; secret: string }> {
    return this.service.create(requireActor(context, 'KEYS_WRITE'), input);
  }

  @Mutation(() => UpdateApiKeyPayload, {
    description: 'Changes the name, the permission, the expiry or the note; what is left out stays.',
  })
  async updateApiKey(
    @Ctx() context: RequestContext,
    @Arg('input', () => UpdateApiKeyInput) input: UpdateApiKeyInput,
  ): Promise<{ apiKey: ApiKeyView }> {
    return { apiKey: await this.service.update(requireActor(context, 'KEYS_WRITE'), input) };
  }

  @Mutation(() => RevokeApiKeyPayload, {
    description: 'Stops a key for good. Requests that start after the answer are refused on every node.',
  })
  revokeApiKey(
    @Ctx() context: RequestContext,
    @Arg('input', () => RevokeApiKeyInput) input: RevokeApiKeyInput,
  ): Promise<Awaited<ReturnType<ApiKeyService['revoke']>>> {
    return this.service.revoke(requireActor(context, 'KEYS_WRITE'), input.id);
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
