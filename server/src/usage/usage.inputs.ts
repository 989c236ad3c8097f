import { Field, ID, InputType } from 'type-graphql';
import { DateTimeScalar, TimeZoneScalar } from '../platform/graphqlScalars';
import { UsageDimensionEnum, UsageGranularityEnum } from './usage.type';
import type { AskUsage, UsageDimension, UsageGranularity } from './usageQuestion';

@InputType({
  description: 'A question about usage. A request belongs to the instant at which it was admitted.',
})
export class UsageInput implements AskUsage {
  @Field(() => DateTimeScalar, { description: 'Inclusive.' })
  from!: Date;

  @Field(() => DateTimeScalar, { description: 'Exclusive; at most 400 days after from.' })
  to!: Date;

  @Field(() => TimeZoneScalar, {
    nullable: true,
    description: "Days, weeks and months begin in this zone; the account's own when left out.",
  })
  timeZone?: string | null;

  @Field(() => UsageGranularityEnum, { nullable: true, defaultValue: 'TOTAL' })
  granularity?: UsageGranularity | null;

  @Field(() => [UsageDimensionEnum], { nullable: true, defaultValue: ['MODEL', 'API_KEY'] })
  groupBy?: UsageDimension[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only these keys, 1 to 500.' })
  apiKeyIds?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only these models, 1 to 500.' })
  modelIds?: string[] | null;
}
