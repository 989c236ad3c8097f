import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ApiKey } from '../apiKeys/apiKey.type';
import { Model } from '../models/model.type';
import { DateTimeScalar, DecimalScalar, SafeIntScalar, TimeZoneScalar } from '../platform/graphqlScalars';
import { USAGE_DIMENSIONS, USAGE_GRANULARITIES, type UsageGranularity } from './usageQuestion';

export const UsageGranularityEnum = Object.fromEntries(USAGE_GRANULARITIES.map((step) => [step, step]));
registerEnumType(UsageGranularityEnum, { name: 'UsageGranularity', description: 'How long one bucket is.' });

export const UsageDimensionEnum = Object.fromEntries(
  USAGE_DIMENSIONS.map((dimension) => [dimension, dimension]),
);
registerEnumType(UsageDimensionEnum, { name: 'UsageDimension', description: 'What usage is grouped by.' });

// Types of which one answer holds thousands have simple resolvers: a promise for each field would cost more than the rest.
@ObjectType({ simpleResolvers: true, description: 'Sums of usage.' })
export class Usage {
  @Field(() => SafeIntScalar, { description: 'Calls that reached an upstream or were admitted to.' })
  requests!: number;

  @Field(() => SafeIntScalar)
  inputTokens!: number;

  @Field(() => SafeIntScalar)
  outputTokens!: number;

  @Field(() => SafeIntScalar, { description: 'Input and output together: the Total usage of the screens.' })
  totalTokens!: number;

  @Field(() => SafeIntScalar, { description: 'A part of inputTokens.' })
  cachedInputTokens!: number;

  @Field(() => SafeIntScalar, { description: 'A part of outputTokens.' })
  reasoningTokens!: number;

  @Field(() => SafeIntScalar, {
    description: 'A part of totalTokens that no upstream reported: estimated with a tokenizer.',
  })
  estimatedTokens!: number;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'US dollars at the prices valid when each request was made. Null when any of its models had no price.',
  })
  cost!: string | null;
}

@ObjectType({ simpleResolvers: true, description: 'One bucket and one group that used anything.' })
export class UsageRow {
  @Field(() => DateTimeScalar, { nullable: true, description: 'Null when the granularity is TOTAL.' })
  bucketStart!: Date | null;

  @Field(() => Usage)
  usage!: Usage;

  @Field(() => Model, { nullable: true, description: 'Null when it was not grouped by model.' })
  model!: Model | null;

  @Field(() => ApiKey, {
    nullable: true,
    description: 'Null when it was not grouped by key. Revoked keys keep their names.',
  })
  apiKey!: unknown;
}

@ObjectType({ simpleResolvers: true, description: 'The answer to one question about usage.' })
export class UsageReport {
  @Field(() => DateTimeScalar, { description: 'Inclusive.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'Exclusive.' })
  to!: Date;

  @Field(() => TimeZoneScalar, { description: 'Where days, weeks and months begin.' })
  timeZone!: string;

  @Field(() => UsageGranularityEnum)
  granularity!: UsageGranularity;

  @Field(() => Usage, { description: 'The sum of all rows, also of those cut off.' })
  total!: Usage;

  @Field(() => DateTimeScalar, { description: 'Everything that ended before this instant is counted.' })
  dataUpTo!: Date;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Sums were last proved equal to the ledger up to this instant.',
  })
  reconciledUpTo!: Date | null;

  @Field(() => Boolean, { description: 'True when there were more rows than the cap; total is still whole.' })
  isTruncated!: boolean;
}
