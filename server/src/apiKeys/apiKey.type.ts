import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../platform/graphqlScalars';
import { PageInfo } from '../platform/pageInfo.type';
import { API_KEY_STATUSES, type ApiKeyStatus } from './apiKey.policy';
import { ApiKeyLimits } from './apiKeyLimits.type';
import { LeakReport } from './leakReport.type';

export const ApiKeyStatusEnum = Object.fromEntries(API_KEY_STATUSES.map((status) => [status, status]));
registerEnumType(ApiKeyStatusEnum, {
  name: 'ApiKeyStatus',
  description: 'Whether requests with a key are accepted, and why not. Only ACTIVE keys work.',
});

@ObjectType({
  simpleResolvers: true,
  description: 'A credential of the account and what it may call. The secret itself is never stored.',
})
export class ApiKey {
  @Field(() => ID, { description: 'Stays the same for the whole life of the key.' })
  id!: string;

  @Field(() => String, { description: '1 to 64 characters; several keys may have the same.' })
  name!: string;

  @Field(() => String, { description: 'Prefix and last four characters; the secret itself is never stored.' })
  maskedKey!: string;

  @Field(() => ApiKeyStatusEnum, { description: 'Whether requests with it are accepted now.' })
  status!: ApiKeyStatus;

  @Field(() => Boolean, {
    description:
      'True when the key may call every model, future ones too; then models is the whole catalogue.',
  })
  allModels!: boolean;

  @Field(() => String, { nullable: true, description: 'For the account only; at most 500 characters.' })
  note!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was made.' })
  createdAt!: Date;

  @Field(() => DateTimeScalar, { description: 'When it last changed.' })
  updatedAt!: Date;

  @Field(() => Int, { description: 'Grows with each change.' })
  version!: number;

  @Field(() => DateTimeScalar, { nullable: true, description: 'To the minute. Null when it was never used.' })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From then on it is refused. Null for never.' })
  expiresAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'From then on it is refused, for good.' })
  revokedAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Set while a rotated key still answers to its old secret.',
  })
  oldSecretEndsAt!: Date | null;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description:
      'When the old secret was last used, so that its owner knows whether anyone still does. To the minute.',
  })
  oldSecretLastUsedAt!: Date | null;

  @Field(() => ApiKeyLimits)
  limits!: ApiKeyLimits;

  @Field(() => LeakReport, {
    nullable: true,
    description:
      'Where it was found, if it was disabled as leaked, also when it was revoked later; else null.',
  })
  leak!: LeakReport | null;
}

@ObjectType({ description: 'A key and its place in the list.' })
export class ApiKeyEdge {
  @Field(() => String)
  cursor!: string;

  @Field(() => ApiKey)
  node!: ApiKey;
}

@ObjectType({ description: 'One page of keys.' })
export class ApiKeyConnection {
  @Field(() => [ApiKey])
  nodes!: ApiKey[];

  @Field(() => [ApiKeyEdge])
  edges!: ApiKeyEdge[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
