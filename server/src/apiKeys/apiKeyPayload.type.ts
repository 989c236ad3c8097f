import { Field, ID, ObjectType } from 'type-graphql';
import { RevocationReceiptType } from '../nodes/revocationReceipt.type';
import { ErrorCodeEnum } from '../platform/errorCode.type';
import { ApiKey } from './apiKey.type';

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

@ObjectType({ description: 'What became of one key of many: stopped, or refused and why.' })
export class RevokeApiKeyResult {
  @Field(() => ID)
  id!: string;

  @Field(() => ApiKey, { nullable: true })
  apiKey?: ApiKey | null;

  @Field(() => RevocationReceiptType, { nullable: true })
  receipt?: RevocationReceiptType | null;

  @Field(() => ErrorCodeEnum, { nullable: true, description: 'Null when the key was stopped.' })
  errorCode?: string | null;

  @Field(() => String, { nullable: true })
  message?: string | null;
}

@ObjectType({ description: 'A result for each key, in the order of the ids.' })
export class RevokeApiKeysPayload {
  @Field(() => [RevokeApiKeyResult])
  results!: RevokeApiKeyResult[];
}

@ObjectType({ description: 'The key with its new secret.' })
export class RotateApiKeyPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;

  @Field(() => String, { description: 'Shown once: it stands in this one answer and nowhere else.' })
  secret!: string;
}

@ObjectType({ description: 'The key as it is now.' })
export class EndApiKeyOverlapPayload {
  @Field(() => ApiKey)
  apiKey!: ApiKey;
}
