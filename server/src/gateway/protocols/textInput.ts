import { TextTally } from '../metering/textTally';
import { wrong } from './requestFields';

/** A prompt of the older routes: one text, several, one list of token numbers or several such lists. */
export interface TextInput {
  /** How many prompts there are. */
  readonly count: number;
  readonly tally: TextTally;
}

/** @throws GatewayRefusal INVALID_REQUEST naming the field and what is allowed. */
export function readTextInput(value: unknown, param: string, most: number): TextInput {
  const tally = new TextTally();
  if (typeof value === 'string' && value !== '') {
    tally.add(value);
    return { count: 1, tally };
  }
  if (!Array.isArray(value) || value.length === 0) throw notText(param, most);
  if (value.every(isToken)) {
    tally.addTokens(value.length);
    return { count: 1, tally };
  }
  if (value.length > most) throw notText(param, most);
  for (const item of value) {
    if (typeof item === 'string') tally.add(item);
    else if (Array.isArray(item) && item.length > 0 && item.every(isToken)) tally.addTokens(item.length);
    else throw notText(param, most);
  }
  return { count: value.length, tally };
}

function isToken(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

function notText(param: string, most: number) {
  return wrong(param, `must be a text, a list of token numbers, or a list of 1 to ${most} of either`);
}
