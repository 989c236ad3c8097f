import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { DecimalScalar, SafeIntScalar } from '../platform/graphqlScalars';

@ObjectType({
  description:
    'What a key may use at most. A request takes the most that it may use when it starts, and gives back at its end what it did not use. Null for no such limit.',
})
export class ApiKeyLimits {
  @Field(() => Int, { nullable: true })
  requestsPerMinute!: number | null;

  @Field(() => SafeIntScalar, { nullable: true, description: 'Input and output together.' })
  tokensPerMinute!: number | null;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description: "Input and output together; months begin in the account's zone.",
  })
  monthlyTokens!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'US dollars; models without a price count as 0.',
  })
  monthlyCost!: string | null;

  @Field(() => SafeIntScalar, {
    nullable: true,
    description:
      'What counts towards monthlyTokens now, reservations of running calls included. Null without limits.',
  })
  monthTokensUsed!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'What counts towards monthlyCost now, reservations of running calls included. Null without limits.',
  })
  monthCostUsed!: string | null;
}

@InputType({ description: 'What is left out stays; null takes that limit away.' })
export class ApiKeyLimitsInput {
  @Field(() => Int, { nullable: true, description: '1 to 1000000.' })
  requestsPerMinute?: number | null;

  @Field(() => SafeIntScalar, { nullable: true, description: '1 to 1000000000000.' })
  tokensPerMinute?: number | null;

  @Field(() => SafeIntScalar, { nullable: true, description: '1 or more.' })
  monthlyTokens?: number | null;

  @Field(() => DecimalScalar, { nullable: true, description: 'Above 0, at most 9 digits and 6 decimals.' })
  monthlyCost?: string | null;
}
