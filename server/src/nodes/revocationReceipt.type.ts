import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../platform/graphqlScalars';

@ObjectType('RevocationAcknowledgement', { description: 'What one node said of a revocation.' })
export class RevocationAcknowledgementType {
  @Field(() => String, { description: 'The name of the node.' })
  node!: string;

  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Null when the node has not answered; its streams end by themselves at streamsEndBy.',
  })
  acknowledgedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: 'Null when the node has answered.' })
  streamsEndBy!: Date | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How many calls it ended. Null when it has not answered.',
  })
  streamsEnded!: number | null;
}

@ObjectType('RevocationReceipt', { description: 'The proof that every node obeys.' })
export class RevocationReceiptType {
  @Field(() => DateTimeScalar, { description: 'Requests that start later are refused everywhere.' })
  revokedAt!: Date;

  @Field(() => [RevocationAcknowledgementType], { description: 'Each living node, by name.' })
  nodes!: RevocationAcknowledgementType[];
}
