import { Args, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { PageInfo } from '../platform/pageInfo.type';
import { type RequestContext, requireActor } from '../platform/requestContext';
import { ListApiKeysArgs } from './apiKey.inputs';
import type { ApiKeyView } from './apiKey.service';
import { ApiKeyConnection } from './apiKey.type';
import type { ApiKeyListService, ApiKeyPage } from './apiKeyList.service';

/** A page as GraphQL shows it, with the page itself for the fields that are asked for seldom. */
interface Connection {
  readonly page: ApiKeyPage;
  readonly edges: ApiKeyPage['edges'];
  readonly nodes: ApiKeyView[];
  readonly pageInfo: PageInfo;
}

@Resolver(() => ApiKeyConnection)
export class ApiKeyListResolver {
  constructor(private readonly service: ApiKeyListService) {}

  @Query(() => ApiKeyConnection, {
    description: "The account's API keys. Revoked keys are listed only when the filter asks for them.",
  })
  async apiKeys(
    @Ctx() context: RequestContext,
    @Args(() => ListApiKeysArgs) wanted: ListApiKeysArgs,
  ): Promise<Connection> {
    const actor = requireActor(context, 'KEYS_READ');
    if (wanted.orderBy?.field === 'TOKENS_30_DAYS') requireActor(context, 'USAGE_READ');
    const page = await this.service.list(actor, wanted);
    return toConnection(page, wanted.after != null);
  }

  @FieldResolver(() => Int, { description: 'How many rows all pages have together.' })
  totalCount(@Root() { page }: Connection, @Ctx() context: RequestContext): Promise<number> {
    return this.service.count(requireActor(context, 'KEYS_READ'), page);
  }
}

function toConnection(page: ApiKeyPage, hasPreviousPage: boolean): Connection {
  return {
    page,
    edges: page.edges,
    nodes: page.edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage,
      startCursor: page.edges.at(0)?.cursor ?? null,
      endCursor: page.edges.at(-1)?.cursor ?? null,
    },
  };
}
