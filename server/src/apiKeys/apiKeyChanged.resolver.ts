import { Ctx, Resolver, Root, Subscription } from 'type-graphql';
import { type RequestContext, requireActor } from '../platform/requestContext';
import type { ApiKeyService } from './apiKey.service';
import { ApiKey } from './apiKey.type';
import type { ApiKeyWatch } from './apiKeyWatch';

/** The part of a request's context that brings it. */
interface HasApiKeyWatch {
  readonly apiKeyWatch: ApiKeyWatch;
}

@Resolver(() => ApiKey)
export class ApiKeyChangedResolver {
  constructor(private readonly service: ApiKeyService) {}

  @Subscription(() => ApiKey, {
    description:
      'A key of the account that was made, edited, rotated, revoked or disabled, as it is now. What time alone changes is not told.',
    subscribe: ({ context }: { context: RequestContext & HasApiKeyWatch }) =>
      context.apiKeyWatch.watch(requireActor(context, 'KEYS_READ').accountId),
  })
  apiKeyChanged(@Root() apiKeyId: string, @Ctx() context: RequestContext): Promise<unknown> {
    return this.service.get(requireActor(context, 'KEYS_READ'), apiKeyId);
  }
}
