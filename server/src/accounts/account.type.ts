import { Field, ID, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar, TimeZoneScalar } from '../platform/graphqlScalars';

@ObjectType({ description: 'What the account has subscribed to.' })
export class Plan {
  @Field(() => String, { description: 'FREE or PAID.' })
  name!: string;

  @Field(() => Boolean, { description: 'True while the account may make keys and call models.' })
  isPaid!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: 'When a paid plan ends; null for never.' })
  endsAt!: Date | null;
}

@ObjectType({ description: 'Who owns keys and pays.' })
export class Account {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => Plan)
  plan!: Plan;

  @Field(() => TimeZoneScalar, { description: 'The zone in which the account reads its days.' })
  timeZone!: string;

  @Field(() => Int, { description: 'Keys that the account may have at a time, revoked ones not counted.' })
  apiKeyLimit!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Every key has to expire within so many days of 24 hours; null: keys may live for ever.',
  })
  apiKeyMaxLifetimeDays!: number | null;
}
