import type { MemberActor } from '../platform/actor';
import type { AccountService } from './account.service';
import type { Auth } from './auth';

/**
 * The signed-in member whom the request's cookie stands for, in the account that they chose last or joined first.
 * Null without a session in force, and for a person who belongs to no account any more.
 */
export async function actorFromSession(
  auth: Auth,
  accounts: AccountService,
  headers: Headers,
): Promise<MemberActor | null> {
  const session = await auth.sessionOf(headers);
  if (!session) return null;
  const accountId = await accounts.accountForMember(session.userId, session.activeAccountId);
  return accountId === null ? null : { kind: 'member', accountId, userId: session.userId };
}
