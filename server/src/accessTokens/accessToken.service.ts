import type { AuditTrail } from '../audit/auditTrail';
import type { AccessTokenActor, Actor } from '../platform/actor';
import { cleanName } from '../platform/cleanName';
import type { Clock } from '../platform/clock';
import type { InTransaction } from '../platform/inTransaction';
import type { LeakedSecret } from '../platform/leakedSecret';
import type { SecretHasher } from '../platform/secretHash';
import { isUuid } from '../platform/uuid';
import { accessTokenLimitReached, accessTokenNotFound, membersOnly } from './accessToken.errors';
import type { AccessTokenRepository, AccessTokenRow } from './accessToken.repository';
import { type CreateAccessToken, readExpiry, readScopes } from './accessTokenInput';
import { looksLikeAccessToken, makeAccessTokenSecret, maskedAccessToken } from './accessTokenSecret';

/** Tokens in force or expired that an account may have; revoked ones do not count. */
export const ACCESS_TOKENS_PER_ACCOUNT = 100;

/** A token as its account sees it. */
export interface AccessTokenView extends AccessTokenRow {
  /** Prefix and last four characters. */
  readonly maskedToken: string;
}

export interface CreatedAccessToken {
  readonly accessToken: AccessTokenView;
  /** Shown once: it stands in this one answer and nowhere else. */
  readonly secret: string;
}

/** What a change of a token is written with, all or nothing. */
export interface AccessTokenWriting {
  readonly tokens: AccessTokenRepository;
  readonly audit: AuditTrail;
}

export interface AccessTokenServiceParts {
  readonly tokens: AccessTokenRepository;
  readonly inTransaction: InTransaction<AccessTokenWriting>;
  readonly hasher: SecretHasher;
  /** First part of every secret, such as `aim`. */
  readonly brand: string;
  readonly now: Clock;
  readonly newId: () => string;
}

/** Credentials of programs that use the API in the name of an account. What is done to them stands in the audit log. */
export class AccessTokenService {
  constructor(private readonly parts: AccessTokenServiceParts) {}

  /**
   * Makes a token and hands out its secret this once.
   *
   * @throws DomainError FORBIDDEN for an access token, INVALID_INPUT for a bad name, scope or expiry,
   * KEY_LIMIT_REACHED when the account has 100.
   */
  async create(actor: Actor, request: CreateAccessToken): Promise<CreatedAccessToken> {
    refusePrograms(actor);
    const { inTransaction, hasher, brand, newId } = this.parts;
    const now = this.parts.now();
    const details = {
      name: cleanName('name', request.name),
      scopes: readScopes(request.scopes),
      expiresAt: readExpiry(request.expiresAt, now),
    };
    const secret = makeAccessTokenSecret(brand);
    const { hash: tokenHash, pepperId } = hasher.current(secret);
    const createdBy = actor.kind === 'member' ? actor.userId : null;
    const row = {
      id: newId(),
      accountId: actor.accountId,
      ...details,
      lastFour: secret.slice(-4),
      createdAt: now,
    };
    const token = { ...row, lastUsedAt: null, tokenHash, pepperId, createdBy };
    const { name, scopes, expiresAt } = details;
    const after = { name, scopes, expiresAt: expiresAt?.toISOString() ?? null };
    await inTransaction(async ({ tokens, audit }) => {
      if (!(await tokens.insertWithinLimit(token, ACCESS_TOKENS_PER_ACCOUNT))) {
        throw accessTokenLimitReached(ACCESS_TOKENS_PER_ACCOUNT);
      }
      await audit.record(actor, { action: 'access_token.created', subject: row, after });
    });
    return { accessToken: this.view({ ...row, lastUsedAt: null }), secret };
  }

  /** Tokens that were not revoked, newest first. @throws DomainError FORBIDDEN for an access token. */
  async list(actor: Actor): Promise<AccessTokenView[]> {
    refusePrograms(actor);
    return (await this.parts.tokens.list(actor.accountId)).map((row) => this.view(row));
  }

  /** The token with which a program asks. Null when it is gone. */
  async findOwn(actor: AccessTokenActor): Promise<AccessTokenView | null> {
    const row = await this.parts.tokens.findOwned(actor.accountId, actor.accessTokenId);
    return row && this.view(row);
  }

  /**
   * Stops a token for good, from the commit on. Revoking twice is not an error and keeps the first time.
   *
   * @throws DomainError FORBIDDEN for an access token, NOT_FOUND when the account has no such token.
   */
  async revoke(actor: Actor, id: string): Promise<void> {
    refusePrograms(actor);
    const token = isUuid(id) ? await this.parts.tokens.findOwned(actor.accountId, id) : null;
    if (!token) throw accessTokenNotFound();
    await this.parts.inTransaction(async ({ tokens, audit }) => {
      if (!(await tokens.markRevoked(actor.accountId, token.id))) return;
      await audit.record(actor, { action: 'access_token.revoked', subject: token });
    });
  }

  /**
   * Stops a token that was found in a public place, for good, and says so in the audit log. Safe to repeat.
   *
   * @returns true when the secret is or was a token of this installation.
   */
  async revokeLeaked({ secret, source, url }: LeakedSecret): Promise<boolean> {
    const { hasher, brand, inTransaction } = this.parts;
    if (!looksLikeAccessToken(secret, brand)) return false;
    const token = await this.parts.tokens.findBySecret(hasher.candidates(secret));
    if (!token) return false;
    if (token.isRevoked) return true;
    const { accountId } = token;
    await inTransaction(async ({ tokens, audit }) => {
      if (!(await tokens.markRevoked(accountId, token.id))) return;
      const act = { action: 'access_token.leaked', subject: token, after: { source, url } } as const;
      await audit.record({ kind: 'system', accountId }, act);
    });
    return true;
  }

  /**
   * Who asks with this secret. Null when it is malformed (found without asking the database), unknown, revoked or
   * expired. Notes the use at most once a minute.
   */
  async actorFromAccessToken(secret: string): Promise<AccessTokenActor | null> {
    const { tokens, hasher, brand } = this.parts;
    if (!looksLikeAccessToken(secret, brand)) return null;
    const token = await tokens.findInForce(hasher.candidates(secret));
    if (!token) return null;
    if (!token.isUseFresh) await tokens.markUsed(token.id);
    return { kind: 'accessToken', accountId: token.accountId, accessTokenId: token.id, scopes: token.scopes };
  }

  private view(row: AccessTokenRow): AccessTokenView {
    return { ...row, maskedToken: maskedAccessToken(this.parts.brand, row.lastFour) };
  }
}

function refusePrograms(actor: Actor): void {
  if (actor.kind === 'accessToken') throw membersOnly();
}
