import type { TokenUsage } from '../../usage/settlement';
import type { ChatChunk } from '../openai/chatChunk';
import { estimateUsage, NO_USAGE } from './estimateUsage';
import { readUsage } from './readUsage';
import { TextTally } from './textTally';

/** Listens to the answer of one call and knows at any moment what the call has used so far. */
export class UsageTap {
  private readonly output = new TextTally();
  private reported: TokenUsage | null = null;
  private isAccepted = false;

  constructor(private readonly prompt: TextTally) {}

  /** The upstream took the call: from now on the prompt counts, whatever becomes of the answer. */
  accept(): void {
    this.isAccepted = true;
  }

  /** Notes one piece of the answer. Reports are totals so far: the last one that can be believed holds. */
  note(chunk: ChatChunk): void {
    this.reported = readUsage(chunk.usage) ?? this.reported;
    for (const text of chunk.texts) this.output.add(text);
  }

  /** What the upstream reported, else what the texts come to; nothing if it never took the call. */
  async usage(): Promise<TokenUsage> {
    if (!this.isAccepted) return NO_USAGE;
    return this.reported ?? estimateUsage(this.prompt, this.output);
  }
}
