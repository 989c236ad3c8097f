import { type AnswerPart, badPart } from '../protocols/dialect';
import { UntranslatableAnswer } from './untranslatableAnswer';

/**
 * A piece of an answer in the words of its client. What it says for the ledger stays as it was read.
 *
 * @param part the piece as it is read for a client of its own protocol.
 */
export function translatedPart(part: AnswerPart, show: () => Buffer | null): AnswerPart {
  if (part.problem !== null) return part;
  try {
    return { ...part, shown: show() };
  } catch (error) {
    if (error instanceof UntranslatableAnswer) return badPart(error.message);
    // JSON that nests so deep that it cannot be written.
    if (error instanceof RangeError) return badPart('The upstream sent an answer that nests too deep.');
    throw error;
  }
}
