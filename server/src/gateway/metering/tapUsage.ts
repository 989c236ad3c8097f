import type { TokenUsage } from '../../usage/settlement';
import { NO_USAGE } from './noUsage';
import type { ReportedUsage } from './reportedUsage';
import { TextTally } from './textTally';

/** What one piece of an answer says about usage. */
interface MeteredPart {
  readonly usage: ReportedUsage | null;
  readonly texts: readonly string[];
}

/** Listens to the answer of one call and knows at any moment what the call has used so far. */
export class UsageTap {
  private readonly output = new TextTally();
  private reported: ReportedUsage | null = null;
  private isAccepted = false;

  constructor(private readonly prompt: TextTally) {}

  /** The upstream took the call: from now on the prompt counts, whatever becomes of the answer. */
  accept(): void {
    this.isAccepted = true;
  }

  /** Notes one piece of the answer. Reports are totals so far: the last one that can be believed holds. */
  note({ usage, texts }: MeteredPart): void {
    if (usage) this.reported = usage;
    for (const text of texts) this.output.add(text);
  }

  /**
   * What the upstream reported, else what the texts come to; nothing if it never took the call. A report of one side only
   * is kept and the other side estimated; the whole counts as an estimate then, as does what contradicts itself.
   */
  async usage(): Promise<TokenUsage> {
    if (!this.isAccepted) return NO_USAGE;
    const { inputTokens = null, outputTokens = null, isDoubtful = false } = this.reported ?? {};
    const isEstimated = isDoubtful || inputTokens === null || outputTokens === null;
    return {
      inputTokens: inputTokens ?? (await this.prompt.tokens()),
      outputTokens: outputTokens ?? (await this.output.tokens()),
      cachedInputTokens: this.reported?.cachedInputTokens ?? 0,
      reasoningTokens: this.reported?.reasoningTokens ?? 0,
      source: isEstimated ? 'ESTIMATED' : 'REPORTED',
    };
  }
}
