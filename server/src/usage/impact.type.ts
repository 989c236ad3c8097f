import { Field, Int, ObjectType } from 'type-graphql';
import { SafeIntScalar } from '../platform/graphqlScalars';

@ObjectType({ description: 'Who would notice if a key stopped now.' })
export class ApiKeyImpact {
  @Field(() => SafeIntScalar, { description: 'Calls that were settled.' })
  requestsLastHour!: number;

  @Field(() => SafeIntScalar, { description: 'Calls that were settled.' })
  requestsLastDay!: number;

  @Field(() => Int, { description: 'Calls under way on all nodes.' })
  openStreams!: number;

  @Field(() => [String], {
    description:
      'Programs of the last 7 days by user agent and network, never a whole address; latest first, at most 20.',
  })
  clients!: string[];
}
