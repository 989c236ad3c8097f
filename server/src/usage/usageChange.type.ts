import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../platform/graphqlScalars';

@ObjectType({ description: 'Usage has changed; ask `usage` again for the sums.' })
export class UsageChange {
  @Field(() => DateTimeScalar, { description: 'When it was noticed.' })
  at!: Date;
}
