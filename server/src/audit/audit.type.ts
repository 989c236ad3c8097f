import { ArgsType, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../platform/graphqlScalars';
import { PageInfo } from '../platform/pageInfo.type';

@ObjectType({ description: 'One thing that somebody did to the account.' })
export class AuditEvent {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTimeScalar)
  at!: Date;

  @Field(() => String, {
    description:
      "The member's e-mail address, the access token's name, `command line`, or `Keymeter` itself.",
  })
  actor!: string;

  @Field(() => String, { description: 'member, accessToken, operator or system.' })
  actorKind!: string;

  @Field(() => String, { nullable: true, description: 'The network address that it was done from.' })
  address!: string | null;

  @Field(() => String, { description: 'Such as api_key.revoked.' })
  action!: string;

  @Field(() => String, { description: 'The name of what it was done to, as it was then.' })
  subject!: string;

  @Field(() => ID, { description: 'The id of what it was done to.' })
  subjectId!: string;

  @Field(() => String, {
    nullable: true,
    description: 'JSON of the fields that changed, `before` and `after`. Never a secret.',
  })
  detail!: string | null;
}

@ObjectType({ description: 'One page of the audit log.' })
export class AuditEventConnection {
  @Field(() => [AuditEvent])
  nodes!: AuditEvent[];

  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}

@InputType({ description: 'What is left out does not filter.' })
export class AuditEventFilter {
  @Field(() => String, { nullable: true, description: 'The id of a key, a token or the account.' })
  subject?: string | null;

  @Field(() => String, { nullable: true, description: 'Such as api_key.revoked.' })
  action?: string | null;
}

@ArgsType()
export class ListAuditEventsArgs {
  @Field(() => Int, { nullable: true, defaultValue: 25, description: '1 to 100.' })
  first?: number | null;

  @Field(() => String, { nullable: true, description: 'The endCursor of the page before.' })
  after?: string | null;

  @Field(() => AuditEventFilter, { nullable: true })
  filter?: AuditEventFilter | null;
}
