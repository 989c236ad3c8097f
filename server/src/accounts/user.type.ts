import { Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'A member of the account.' })
export class User {
  @Field(() => ID)
  id!: string;

  @Field(() => String)
  name!: string;

  @Field(() => String)
  email!: string;
}
