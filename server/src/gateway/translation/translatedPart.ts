import { type AnswerPart, badPart } from '../protocols/dialect';
import { UntranslatableAnswer } from './untranslatableAnswer';

/** A piece of an answer in the words of its client, or what is wrong with it. */
export function translatedPart(translate: () => Omit<AnswerPart, 'problem'>): AnswerPart {
  try {
    return { ...translate(), problem: null };
  } catch (error) {
    if (error instanceof UntranslatableAnswer) return badPart(error.message);
    throw error;
  }
}
