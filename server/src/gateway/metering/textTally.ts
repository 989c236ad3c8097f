import { BYTES_PER_TOKEN, countTokens, MAX_COUNTED_BYTES } from './countTokens';

/**
 * Texts of a call, kept only until it is known whether they must be counted. Memory is bounded: past
 * MAX_COUNTED_BYTES the texts are let go and only their length is kept.
 */
export class TextTally {
  private texts: string[] = [];
  private byteCount = 0;
  private extraTokens = 0;
  private attachmentCount = 0;

  add(text: string): void {
    if (text === '') return;
    this.byteCount += Buffer.byteLength(text);
    if (this.byteCount <= MAX_COUNTED_BYTES) this.texts.push(text);
    else this.texts = [];
  }

  /** Tokens that no text stands for, such as those around each message. */
  addTokens(tokens: number): void {
    this.extraTokens += tokens;
  }

  /** An image, a file or a sound, which its bytes say little about. */
  addAttachment(tokensAbout: number): void {
    this.attachmentCount += 1;
    this.extraTokens += tokensAbout;
  }

  get attachments(): number {
    return this.attachmentCount;
  }

  /** An estimate without counting. */
  get tokensAbout(): number {
    return this.extraTokens + Math.ceil(this.byteCount / BYTES_PER_TOKEN);
  }

  /** An upper bound without counting: no token is shorter than a byte. */
  get tokensAtMost(): number {
    return this.byteCount + this.extraTokens;
  }

  /** Never slow: exact for ordinary texts, a quarter of the bytes for huge ones. */
  async tokens(): Promise<number> {
    if (this.byteCount > MAX_COUNTED_BYTES) return this.tokensAbout;
    let tokens = this.extraTokens;
    for (const text of this.texts) tokens += await countTokens(text);
    return tokens;
  }
}
