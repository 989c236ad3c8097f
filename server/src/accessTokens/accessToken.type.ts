import { Field, ID, ObjectType, registerEnumType } from 'type-graphql';
import { ACCESS_TOKEN_SCOPES, type AccessTokenScope } from '../platform/actor';
import { DateTimeScalar } from '../platform/graphqlScalars';

/** What a token may do, as a GraphQL enum. */
export const AccessTokenScopeEnum = Object.fromEntries(ACCESS_TOKEN_SCOPES.map((scope) => [scope, scope]));
registerEnumType(AccessTokenScopeEnum, {
  name: 'AccessTokenScope',
  description: 'What an access token may do.',
});

@ObjectType({ description: 'Lets a program use this API in the name of the account. It cannot call models.' })
export class AccessToken {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String, { description: 'Prefix and last four characters; the secret itself is never stored.' })
  maskedToken!: string;

  @Field(() => [AccessTokenScopeEnum])
  scopes!: readonly AccessTokenScope[];

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Written at most once a minute.' })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'From this instant on it is refused; null for never.',
  })
  expiresAt!: Date | null;
}

@ObjectType()
export class CreateAccessTokenPayload {
  @Field(() => AccessToken)
  accessToken!: AccessToken;

  @Field(() => String, { description: 'Shown once: it stands in this one answer and nowhere else.' })
  secret!: string;
}

@ObjectType()
export class RevokeAccessTokenPayload {
  @Field(() => ID)
  id!: string;
}
