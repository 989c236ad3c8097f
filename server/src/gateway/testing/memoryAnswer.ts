import type { ClientAnswer } from '../clientAnswer';

/** A client in memory: what it got, and whether it is still there. */
export class MemoryAnswer implements ClientAnswer {
  status: number | null = null;
  headers: Readonly<Record<string, string>> = {};
  isEnded = false;
  isGone = false;
  private readonly parts: Buffer[] = [];
  private readonly listeners: (() => void)[] = [];

  get isStarted(): boolean {
    return this.status !== null;
  }

  get text(): string {
    return Buffer.concat(this.parts).toString('utf8');
  }

  /** Hangs up. */
  leave(): void {
    this.isGone = true;
    for (const listener of this.listeners) listener();
  }

  onGone(listener: () => void): void {
    if (this.isGone) listener();
    else this.listeners.push(listener);
  }

  addHeaders(headers: Readonly<Record<string, string>>): void {
    this.headers = { ...this.headers, ...headers };
  }

  start(status: number, headers: Readonly<Record<string, string>>): void {
    if (this.isStarted) throw new Error('The answer has begun already.');
    this.status = status;
    this.headers = { ...this.headers, ...headers };
  }

  write(bytes: Buffer): boolean {
    if (!this.isStarted || this.isEnded) throw new Error('This is not the time to write.');
    if (!this.isGone) this.parts.push(bytes);
    return true;
  }

  async drained(): Promise<void> {}

  end(bytes?: Buffer): void {
    if (this.isEnded) throw new Error('The answer has ended already.');
    if (bytes && !this.isGone) this.parts.push(bytes);
    this.isEnded = true;
  }
}
