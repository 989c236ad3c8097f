import { Args, Ctx, Query, Resolver } from 'type-graphql';
import { type RequestContext, requireActor } from '../platform/requestContext';
import type { AuditPage, AuditService } from './audit.service';
import { type AuditEvent, AuditEventConnection, ListAuditEventsArgs } from './audit.type';
import type { AuditEventRow } from './auditEvent.repository';

@Resolver(() => AuditEventConnection)
export class AuditResolver {
  constructor(private readonly service: AuditService) {}

  @Query(() => AuditEventConnection, { description: 'Who did what to the account, newest first.' })
  async auditEvents(
    @Ctx() context: RequestContext,
    @Args(() => ListAuditEventsArgs) wanted: ListAuditEventsArgs,
  ): Promise<AuditEventConnection> {
    const page = await this.service.list(requireActor(context, 'AUDIT_READ'), wanted);
    return toConnection(page, wanted.after != null);
  }
}

function toConnection(page: AuditPage, hasPreviousPage: boolean): AuditEventConnection {
  const { hasNextPage, startCursor, endCursor } = page;
  return {
    nodes: page.events.map(toEvent),
    pageInfo: { hasNextPage, hasPreviousPage, startCursor, endCursor },
  };
}

function toEvent({ actorName, subjectName, detail, ...row }: AuditEventRow): AuditEvent {
  return { ...row, actor: actorName, subject: subjectName, detail: JSON.stringify(detail) };
}
