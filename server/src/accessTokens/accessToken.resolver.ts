import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../platform/requestContext';
import { CreateAccessTokenInput, RevokeAccessTokenInput } from './accessToken.inputs';
import type { AccessTokenService } from './accessToken.service';
import { AccessToken, CreateAccessTokenPayload, RevokeAccessTokenPayload } from './accessToken.type';
import { requireSignedIn } from './requireSignedIn';

@Resolver(() => AccessToken)
export class AccessTokenResolver {
  constructor(private readonly service: AccessTokenService) {}

  @Query(() => [AccessToken], {
    description: 'Tokens that were not revoked, newest first. For signed-in members.',
  })
  accessTokens(@Ctx() context: RequestContext): Promise<AccessToken[]> {
    return this.service.list(requireSignedIn(context));
  }

  @Mutation(() => CreateAccessTokenPayload, { description: 'For signed-in members.' })
  createAccessToken(
    @Ctx() context: RequestContext,
    @Arg('input', () => CreateAccessTokenInput) input: CreateAccessTokenInput,
  ): Promise<CreateAccessTokenPayload> {
    return this.service.create(requireSignedIn(context), input);
  }

  @Mutation(() => RevokeAccessTokenPayload, { description: 'Stops a token for good. For signed-in members.' })
  async revokeAccessToken(
    @Ctx() context: RequestContext,
    @Arg('input', () => RevokeAccessTokenInput) { id }: RevokeAccessTokenInput,
  ): Promise<RevokeAccessTokenPayload> {
    await this.service.revoke(requireSignedIn(context), id);
    return { id };
  }
}
