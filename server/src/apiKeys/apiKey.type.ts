import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { RevocationReceiptType } from '../nodes/revocationReceipt.type';
import { DateTimeScalar } from '../platform/graphqlScalars';
import { API_KEY_STATUSES, type ApiKeyStatus } from './apiKey.policy';

export const ApiKeyStatusEnum = Object.fromEntries(API_KEY_STATUSES.map((status) => [status, status]));
registerEnumType(ApiKeyStatusEnum, {
  name: 'ApiKeyStatus',
  description: 'Whether requests with a key are accepted, and why not. Only ACTIVE keys work.',
});

@ObjectType({
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
}

@ObjectType({ description: 'A place in a list.' })
export class PageInfo {
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Field(() => Boolean, { description: 'True when the page was asked for with a cursor.' })
  hasPreviousPage!: boolean;

  @Field(() => String, { nullable: true })
  startCursor!: string | null;

  @Field(() => String, { nullable: true, description: 'Give it as `after` for the next page.' })
  endCursor!: string | null;
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

@ObjectType({ description: 'A new key.' })
export class CreateApiKeyPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;

  @Field(() => String, { description: 'Shown once: it stands in this one answer and nowhere else.' })
  secret!: string;
}

@ObjectType({ description: 'The key as it is now.' })
export class UpdateApiKeyPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;
}

@ObjectType({ description: 'The stopped key, and the proof that every node obeys.' })
export class RevokeApiKeyPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;

  @Field(() => RevocationReceiptType)
  receipt!: RevocationReceiptType;
}
