/** An upstream's answer that makes no sense in its own protocol. The message is for the log. */
export class UntranslatableAnswer extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UntranslatableAnswer';
  }
}
