import { Field, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../platform/graphqlScalars';

@ObjectType({ description: 'Where a key was found that is disabled for it.' })
export class LeakReport {
  /** For the fields that are counted; not in the schema. */
  apiKeyId!: string;

  @Field(() => String, {
    description:
      'Who found it and in what: `report`, or `github/` and where GitHub looked, such as `github/commit`.',
  })
  source!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'Where, as the report told; an http or https address that a stranger wrote. Null when it did not.',
  })
  url!: string | null;

  @Field(() => DateTimeScalar, { description: 'When it was reported, and refused from then on.' })
  reportedAt!: Date;
}
