import type { EntityManager } from 'typeorm';
import { newUuid } from '../platform/uuid';
import type { AuditEventEntity } from './auditEvent.entity';
import type { AuditQuestion } from './auditQuestion';
import type { AuditedAct, AuditedActor, AuditTrail } from './auditTrail';

/** A row of a list. */
export interface AuditEventRow extends AuditEventEntity {
  /** `at`, exact to the microsecond. */
  readonly place: string;
}

/** All SQL about the audit log. */
export class AuditEventRepository implements AuditTrail {
  constructor(private readonly db: EntityManager) {}

  /** Notes the actor's name as it is now, so that it stays when they are gone. */
  async record(actor: AuditedActor, { action, subject, before, after }: AuditedAct): Promise<void> {
    await this.db.query(INSERT, [
      actor.accountId,
      newUuid(),
      actor.kind,
      actorId(actor),
      actor.kind === 'system' ? null : (actor.address ?? null),
      action,
      subject.id,
      subject.name,
      JSON.stringify({ ...(before && { before }), ...(after && { after }) }),
    ]);
  }

  /** One page and one row more, newest first, walking an index of the account. */
  listPage(accountId: string, { first, after, subjectId, action }: AuditQuestion): Promise<AuditEventRow[]> {
    return this.db.query<AuditEventRow[]>(
      `SELECT account_id AS "accountId", id, at, actor_kind AS "actorKind", actor_id AS "actorId",
              actor_name AS "actorName", address, action, subject_id AS "subjectId", subject_name AS "subjectName",
              detail, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS place
       FROM audit_events
       WHERE account_id = $1 AND ($2::uuid IS NULL OR subject_id = $2) AND ($3::text IS NULL OR action = $3)
         AND ($4::timestamptz IS NULL OR (at, id) < ($4, $5::uuid))
       ORDER BY at DESC, id DESC LIMIT $6`,
      [accountId, subjectId, action, after?.place ?? null, after?.id ?? null, first + 1],
    );
  }
}

function actorId(actor: AuditedActor): string | null {
  switch (actor.kind) {
    case 'member':
      return actor.userId;
    case 'accessToken':
      return actor.accessTokenId;
    case 'operator':
    case 'system':
      return null;
  }
}

const INSERT = `
  INSERT INTO audit_events (account_id, id, actor_kind, actor_id, actor_name, address, action, subject_id, subject_name, detail)
  SELECT $1, $2, $3, $4, CASE $3
      WHEN 'member' THEN coalesce((SELECT email FROM users WHERE users.id = $4::uuid), 'a former member')
      WHEN 'accessToken' THEN coalesce((SELECT name FROM access_tokens WHERE access_tokens.id = $4::uuid), 'a former token')
      WHEN 'operator' THEN 'command line'
      ELSE 'Keymeter' END,
    $5, $6, $7, $8, $9::jsonb`;
