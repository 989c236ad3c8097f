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

  /** In the order of the secrets. When it throws, some may be stopped already: the same report may be sent again. */
  async receive(found: readonly LeakedSecret[]): Promise<LeakLabel[]> {
    const labels: LeakLabel[] = [];
    for (let i = 0; i < found.length; i += AT_ONCE) {
      labels.push(
        ...(await Promise.all(found.slice(i, i + AT_ONCE).map((secret) => this.receiveOne(secret)))),
      );
    }
    return labels;
  }

  private async receiveOne(found: LeakedSecret): Promise<LeakLabel> {
    for (const stop of this.kinds) {
      if (await stop(found)) return 'true_positive';
    }
    return 'false_positive';
  }
}
