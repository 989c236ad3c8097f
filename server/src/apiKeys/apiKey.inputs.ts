import { ArgsType, Field, ID, InputType, Int, registerEnumType } from 'type-graphql';
import { DateTimeScalar } from '../platform/graphqlScalars';
import type { ApiKeyStatus } from './apiKey.policy';
import { ApiKeyStatusEnum } from './apiKey.type';
import { ApiKeyLimitsInput } from './apiKeyLimits.type';
import { API_KEY_ORDER_FIELDS, type ApiKeyOrderField, type OrderDirection } from './apiKeyQuestion';

const ApiKeyOrderFieldEnum = Object.fromEntries(API_KEY_ORDER_FIELDS.map((field) => [field, field]));
registerEnumType(ApiKeyOrderFieldEnum, {
  name: 'ApiKeyOrderField',
  description: 'What a list of keys is ordered by. Keys without a value come last in both directions.',
  valuesConfig: {
    TOKENS_30_DAYS: {
      description:
        "Input and output together of the last 30 days, today included, in the account's time zone; 0 for keys that used none. Needs the scope USAGE_READ too.",
    },
  },
});
const OrderDirectionEnum = { ASC: 'ASC', DESC: 'DESC' };
registerEnumType(OrderDirectionEnum, { name: 'OrderDirection' });

@InputType({
  description: 'What is left out does not filter, but revoked keys are listed only when statuses names them.',
})
export class ApiKeyFilter {
  @Field(() => [ApiKeyStatusEnum], { nullable: true })
  statuses?: ApiKeyStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'Only keys that may call this model.' })
  modelId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Part of the name in any case, or exactly the last four characters.',
  })
  search?: string | null;
}

@InputType({ description: 'How a list of keys is ordered.' })
export class ApiKeyOrder {
  @Field(() => ApiKeyOrderFieldEnum)
  field!: ApiKeyOrderField;

  @Field(() => OrderDirectionEnum)
  direction!: OrderDirection;
}

@ArgsType()
export class ListApiKeysArgs {
  @Field(() => Int, { nullable: true, defaultValue: 25, description: '1 to 100.' })
  first?: number | null;

  @Field(() => String, {
    nullable: true,
    description: 'The endCursor of the page before, in the same order.',
  })
  after?: string | null;

  @Field(() => ApiKeyFilter, { nullable: true })
  filter?: ApiKeyFilter | null;

  @Field(() => ApiKeyOrder, { nullable: true, description: 'Newest first when left out.' })
  orderBy?: ApiKeyOrder | null;
}

@InputType({ description: 'A new key.' })
export class CreateApiKeyInput {
  @Field(() => String, { description: '1 to 64 characters after trimming, no control characters.' })
  name!: string;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Either true, or give modelIds. Neither, both, or an empty list is refused: empty never means all.',
  })
  allModels?: boolean | null;

  @Field(() => [ID], { nullable: true, description: '1 to 1000 models that are available.' })
  modelIds?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'In the future; left out for never.' })
  expiresAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'At most 500 characters.' })
  note?: string | null;

  @Field(() => ApiKeyLimitsInput, { nullable: true })
  limits?: ApiKeyLimitsInput | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A retry with the same value within 24 hours makes no second key and answers IDEMPOTENT_REPLAY: the secret was handed out once.',
  })
  idempotencyKey?: string | null;
}

@InputType({
  description: 'With version: refused with CONFLICT when the key has changed since. What is left out stays.',
})
export class UpdateApiKeyInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, { nullable: true })
  version?: number | null;

  @Field(() => String, { nullable: true })
  name?: string | null;

  @Field(() => Boolean, { nullable: true })
  allModels?: boolean | null;

  @Field(() => [ID], { nullable: true })
  modelIds?: string[] | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null takes the expiry away.' })
  expiresAt?: Date | null;

  @Field(() => String, { nullable: true, description: 'Null takes the note away.' })
  note?: string | null;

  @Field(() => ApiKeyLimitsInput, { nullable: true, description: 'Null takes every limit away.' })
  limits?: ApiKeyLimitsInput | null;
}

@InputType({ description: 'Which key to stop.' })
export class RevokeApiKeyInput {
  @Field(() => ID)
  id!: string;
}

@InputType({ description: 'Which keys to stop, 1 to 100.' })
export class RevokeApiKeysInput {
  @Field(() => [ID])
  ids!: string[];
}

@InputType({ description: 'Which key gets a new secret.' })
export class RotateApiKeyInput {
  @Field(() => ID)
  id!: string;

  @Field(() => Int, {
    nullable: true,
    defaultValue: 86_400,
    description: 'How long the old secret goes on working, 0 to 604800.',
  })
  overlapSeconds?: number | null;

  @Field(() => String, {
    nullable: true,
    description:
      'A retry with the same value within 24 hours makes no further secret and answers IDEMPOTENT_REPLAY.',
  })
  idempotencyKey?: string | null;
}

@InputType({ description: 'Which key loses its old secret.' })
export class EndApiKeyOverlapInput {
  @Field(() => ID)
  id!: string;
}
