import { Field, ID, InputType } from 'type-graphql';
import type { AccessTokenScope } from '../platform/actor';
import { DateTimeScalar } from '../platform/graphqlScalars';
import { AccessTokenScopeEnum } from './accessToken.type';
import type { CreateAccessToken } from './accessTokenInput';

@InputType()
export class CreateAccessTokenInput implements CreateAccessToken {
  @Field(() => String, { description: 'At most 64 characters.' })
  name!: string;

  @Field(() => [AccessTokenScopeEnum], { description: 'At least one.' })
  scopes!: AccessTokenScope[];

  @Field(() => DateTimeScalar, { nullable: true, description: 'In the future; never when left out.' })
  expiresAt?: Date | null;
}

@InputType()
export class RevokeAccessTokenInput {
  @Field(() => ID)
  id!: string;
}
