import type { UpstreamTimeouts } from './upstream';

export type AnswerTimeouts = Omit<UpstreamTimeouts, 'connectMs'>;
export type Deadline = 'first byte' | 'next byte' | 'end';

/** The time limits of one answer, from the moment it is asked for. */
export class AnswerDeadlines {
  private readonly firstByte: NodeJS.Timeout;
  private readonly end: NodeJS.Timeout;
  private nextByte: NodeJS.Timeout | null = null;

  /** @param onMissed called at most once for each limit; whoever takes it should call `stop`. */
  constructor(
    private readonly timeouts: AnswerTimeouts,
    private readonly onMissed: (deadline: Deadline) => void,
  ) {
    this.firstByte = setTimeout(() => onMissed('first byte'), timeouts.firstByteMs);
    this.end = setTimeout(() => onMissed('end'), timeouts.totalMs);
  }

  /** A byte came, or may come again: the time for the next one begins. */
  progress(): void {
    if (this.nextByte) {
      this.nextByte.refresh();
      return;
    }
    clearTimeout(this.firstByte);
    this.nextByte = setTimeout(() => this.onMissed('next byte'), this.timeouts.silenceMs);
  }

  /** The upstream is held back, so that its silence is no fault of its own until `progress` is called. */
  hold(): void {
    clearTimeout(this.nextByte ?? undefined);
    this.nextByte = null;
  }

  stop(): void {
    clearTimeout(this.firstByte);
    clearTimeout(this.end);
    this.hold();
  }
}
