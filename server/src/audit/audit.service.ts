import type { Actor } from '../platform/actor';
import type { AuditEventRepository, AuditEventRow } from './auditEvent.repository';
import { type ListAuditEvents, readAuditQuestion, writeCursor } from './auditQuestion';

export interface AuditPage {
  readonly events: readonly AuditEventRow[];
  readonly hasNextPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** What was done to the account, for its members. */
export class AuditService {
  constructor(private readonly events: AuditEventRepository) {}

  /** One page, newest first, at most 100. @throws DomainError INVALID_INPUT for arguments out of bounds. */
  async list(actor: Actor, wanted: ListAuditEvents): Promise<AuditPage> {
    const question = readAuditQuestion(wanted);
    const rows = await this.events.listPage(actor.accountId, question);
    const events = rows.slice(0, question.first);
    const [newest, oldest] = [events.at(0), events.at(-1)];
    return {
      events,
      hasNextPage: rows.length > question.first,
      startCursor: newest ? writeCursor(newest) : null,
      endCursor: oldest ? writeCursor(oldest) : null,
    };
  }
}
