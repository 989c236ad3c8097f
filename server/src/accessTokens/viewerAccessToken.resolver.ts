import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { Viewer } from '../accounts/viewer.type';
import type { RequestContext } from '../platform/requestContext';
import type { AccessTokenService } from './accessToken.service';
import { AccessToken } from './accessToken.type';

/** What a program sees of the token that it sent. */
@Resolver(() => Viewer)
export class ViewerAccessTokenResolver {
  constructor(private readonly service: AccessTokenService) {}

  @FieldResolver(() => AccessToken, {
    nullable: true,
    description: 'The token in use; null when a member asks.',
  })
  accessToken(@Ctx() { actor }: RequestContext): Promise<AccessToken | null> | null {
    return actor?.kind === 'accessToken' ? this.service.findOwn(actor) : null;
  }
}
