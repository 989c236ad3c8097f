import type { LeakedSecret } from '../platform/leakedSecret';

/** Whether a secret is or was one of ours, in the words of GitHub's partner program. */
export type LeakLabel = 'true_positive' | 'false_positive';

/** Stops what answers to a secret. True when the secret is or was of this kind. Safe to repeat. */
export type StopLeaked = (found: LeakedSecret) => Promise<boolean>;

/** Secrets that are looked up at the same time. */
const AT_ONCE = 4;

/** Takes reports of secrets in public places, whoever sent them, and stops each that is ours. */
export class LeakReceiver {
  constructor(
    /** One for each kind of credential; what a report calls its type is not believed. */
    private readonly kinds: readonly StopLeaked[],
  ) {}

  /**
   * In the order of the secrets; one that is named several times is looked up once, with its first place.
   *
   * @throws what kept a secret from being looked up, after all others were: the same report may be sent again.
   */
  async receive(found: readonly LeakedSecret[]): Promise<LeakLabel[]> {
    const labels = new Map<string, LeakLabel>();
    const failures: unknown[] = [];
    const distinct = firstOfEach(found);
    for (let i = 0; i < distinct.length; i += AT_ONCE) {
      const some = distinct.slice(i, i + AT_ONCE).map(async (leaked) => {
        labels.set(leaked.secret, await this.receiveOne(leaked));
      });
      for (const outcome of await Promise.allSettled(some)) {
        if (outcome.status === 'rejected') failures.push(outcome.reason);
      }
    }
    if (failures.length > 0) throw failures[0];
    return found.map(({ secret }) => labels.get(secret) ?? 'false_positive');
  }

  private async receiveOne(found: LeakedSecret): Promise<LeakLabel> {
    for (const stop of this.kinds) {
      if (await stop(found)) return 'true_positive';
    }
    return 'false_positive';
  }
}

function firstOfEach(found: readonly LeakedSecret[]): LeakedSecret[] {
  const bySecret = new Map<string, LeakedSecret>();
  for (const leaked of found) if (!bySecret.has(leaked.secret)) bySecret.set(leaked.secret, leaked);
  return [...bySecret.values()];
}
