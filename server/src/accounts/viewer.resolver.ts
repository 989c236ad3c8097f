import { Ctx, Query, Resolver } from 'type-graphql';
import type { RequestContext } from '../platform/requestContext';
import type { AccountService, AccountView } from './account.service';
import type { Account } from './account.type';
import { Viewer } from './viewer.type';

@Resolver(() => Viewer)
export class ViewerResolver {
  constructor(
    private readonly accounts: AccountService,
    private readonly rules: Pick<Account, 'apiKeyLimit' | 'apiKeyMaxLifetimeDays'>,
  ) {}

  @Query(() => Viewer, {
    nullable: true,
    description: 'Who is asking: a signed-in member or an access token. Null when nobody is.',
  })
  async viewer(@Ctx() { actor }: RequestContext): Promise<Viewer | null> {
    if (!actor) return null;
    const userIds = actor.kind === 'member' ? [actor.userId] : [];
    const [account, [user]] = await Promise.all([
      this.accounts.findAccount(actor.accountId),
      this.accounts.findMembers(actor.accountId, userIds),
    ]);
    return account && { user: user ?? null, account: this.toAccount(account) };
  }

  private toAccount({ id, name, plan, planEndsAt, timeZone, isPaid }: AccountView): Account {
    return {
      id,
      name,
      plan: { name: plan, isPaid, endsAt: planEndsAt },
      timeZone,
      ...this.rules,
    };
  }
}
