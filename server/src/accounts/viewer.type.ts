import { Field, ObjectType } from 'type-graphql';
import { Account } from './account.type';
import { User } from './user.type';

@ObjectType({ description: 'Who is asking.' })
export class Viewer {
  @Field(() => User, { nullable: true, description: 'The signed-in member; null when a program asks.' })
  user!: User | null;

  @Field(() => Account)
  account!: Account;
}
