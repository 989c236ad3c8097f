import { invalidInput } from '../platform/domainError';
import { isExactInstant } from '../platform/isExactInstant';
import { readFirst } from '../platform/readFirst';
import { isUuid } from '../platform/uuid';
import { AUDIT_ACTIONS, type AuditAction } from './auditTrail';

/** The list's arguments as a caller sends them. */
export interface ListAuditEvents {
  /** 25 when left out. */
  readonly first?: number | null | undefined;
  readonly after?: string | null | undefined;
  readonly filter?: { readonly subject?: string | null; readonly action?: string | null } | null | undefined;
}

export interface AuditQuestion {
  readonly first: number;
  readonly after: AuditCursor | null;
  readonly subjectId: string | null;
  readonly action: AuditAction | null;
}

/** The place of an event: its time, and its id for events of the same instant. */
export interface AuditCursor {
  readonly place: string;
  readonly id: string;
}

/** @throws DomainError INVALID_INPUT for a page size, a cursor or a filter out of bounds. */
export function readAuditQuestion({ first, after, filter }: ListAuditEvents): AuditQuestion {
  const subject = filter?.subject ?? null;
  if (subject !== null && !isUuid(subject)) {
    throw invalidInput('filter.subject', 'Give the id of a key, a token or the account.');
  }
  return {
    first: readFirst(first),
    after: after == null ? null : readCursor(after),
    subjectId: subject,
    action: filter?.action == null ? null : readAction(filter.action),
  };
}

export function writeCursor({ place, id }: AuditCursor): string {
  return Buffer.from(JSON.stringify([place, id])).toString('base64url');
}

function readAction(text: string): AuditAction {
  const action = AUDIT_ACTIONS.find((known) => known === text);
  if (!action) throw invalidInput('filter.action', `Use one of ${AUDIT_ACTIONS.join(', ')}.`);
  return action;
}

function readCursor(text: string): AuditCursor {
  try {
    const parts: unknown = JSON.parse(Buffer.from(text.slice(0, 1000), 'base64url').toString('utf8'));
    if (Array.isArray(parts) && parts.length === 2) {
      const [place, id]: unknown[] = parts;
      const isOurs = typeof place === 'string' && typeof id === 'string' && isUuid(id);
      if (isOurs && isExactInstant(place)) return { place, id };
    }
  } catch {
    // Whatever it is, it is no cursor of ours.
  }
  throw invalidInput('after', 'Use the endCursor of the page before.');
}
