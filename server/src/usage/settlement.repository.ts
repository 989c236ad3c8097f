import type { Pool } from 'pg';
import { plainArray } from '../platform/plainArray';
import type { Settlement } from './settlement';
import { CORRECT, SETTLE } from './settlementSql';

/** The settlement statements: one for all calls that end at the same time, and one for those that came before. */
export class SettlementRepository {
  constructor(private readonly pool: Pool) {}

  /**
   * Writes the ledger, the sums and the last use, and takes the open rows away, in one commit. A call that is in the
   * ledger already changes nothing, so the same settlement may come any number of times. A call that another node had
   * to book as NODE_LOST is corrected, once.
   *
   * @returns the ids of calls of a day that the ledger has dropped: they come too late and are not on record.
   */
  async settle(settlements: readonly Settlement[]): Promise<string[]> {
    const inserted = await this.ask('settle', SETTLE, settlements);
    const rest = settlements.filter(({ requestId }) => !inserted.has(requestId));
    if (rest.length === 0) return [];
    // A statement of its own sees what the first one had to wait for.
    const known = await this.ask('correct', CORRECT, rest);
    return rest.flatMap(({ requestId }) => (known.has(requestId) ? [] : requestId));
  }

  private async ask(name: string, text: string, settlements: readonly Settlement[]): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ id: string }>({ name, text, values: columnsOf(settlements) });
    return new Set(rows.map(({ id }) => id));
  }
}

function columnsOf(settlements: readonly Settlement[]): unknown[] {
  const column = (of: (settlement: Settlement) => string | number | boolean | null) =>
    plainArray(settlements.map(of));
  return [
    column((s) => s.requestId),
    column((s) => s.accountId),
    column((s) => s.apiKeyId),
    column((s) => s.modelNumber),
    column((s) => s.admittedAtUs),
    column((s) => s.usage.inputTokens),
    column((s) => s.usage.outputTokens),
    column((s) => s.usage.cachedInputTokens),
    column((s) => s.usage.reasoningTokens),
    column((s) => s.usage.source),
    column((s) => s.endReason),
    column((s) => Math.round(s.latencyMs)),
    column((s) => (s.firstByteMs === null ? null : Math.round(s.firstByteMs))),
    column((s) => s.usedOldSecret),
    column((s) => s.attempts?.count ?? 0),
    JSON.stringify(settlements.flatMap(failedAttempts)),
  ];
}

function failedAttempts({ requestId, attempts }: Settlement): unknown[] {
  return (attempts?.failed ?? []).map(({ latencyMs, ...attempt }) => ({
    ...attempt,
    id: requestId,
    latency_ms: latencyMs,
  }));
}
