import type { ReportedUsage } from '../metering/reportedUsage';
import { type AnswerReader, badPart } from '../protocols/dialect';
import { isJsonObject, type JsonObject } from './isJsonObject';
import { parseJsonObject } from './parseJsonObject';

/**
 * Reads answers that come in one piece and in which the model writes no text, such as vectors.
 *
 * @param what names them in the log, in the plural.
 */
export function jsonAnswerReader(
  what: string,
  usageOf: (answer: JsonObject) => ReportedUsage | null,
): AnswerReader {
  return {
    readWhole(body) {
      const answer = parseJsonObject(body.toString('utf8'));
      if (!answer || isJsonObject(answer.error))
        return badPart(`The upstream sent something else than ${what}.`);
      return { shown: body, usage: usageOf(answer), texts: [], isLast: true, problem: null };
    },
    readEvent: () => badPart(`The upstream sent events instead of ${what}.`),
  };
}
