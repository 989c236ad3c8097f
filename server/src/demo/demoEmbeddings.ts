import { createHash } from 'node:crypto';
import { answerJson, type DemoCall } from './demoCall';
import { DemoRefusal } from './demoRefusal';
import type { CountTokens } from './demoReply';
import { readDemoModel } from './demoRequest';
import type { Fields } from './fields';

const USUAL_DIMENSIONS = 256;
const MOST_DIMENSIONS = 4_096;

/**
 * `POST /embeddings`: vectors of length 1 that are always the same for the same words, so that texts with words in common
 * lie close to each other. As numbers, or as base64 of little-endian floats, as OpenAI has it.
 */
export async function answerEmbeddings({ body, response, options }: DemoCall): Promise<void> {
  const model = readDemoModel(body, 'EMBEDDING');
  const dimensions = readDimensions(body);
  const isBase64 = body.encoding_format === 'base64';
  const inputs = readInputs(body);
  let tokens = 0;
  for (const input of inputs) tokens += await countInput(input, options.countTokens);
  const data = inputs.map((input, index) => {
    const vector = vectorOf(typeof input === 'string' ? input : input.join(' '), dimensions);
    const embedding = isBase64 ? Buffer.from(vector.buffer).toString('base64') : [...vector];
    return { object: 'embedding', index, embedding };
  });
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  answerJson(response, { object: 'list', data, model: model.id, usage });
}

type Input = string | readonly unknown[];

function readInputs({ input }: Fields): Input[] {
  if (typeof input === 'string') return [input];
  if (!Array.isArray(input)) throw new DemoRefusal(400, 'input must be a text or a list.', 'input');
  if (typeof input[0] === 'number') return [input];
  return input.map((each) => (typeof each === 'string' || Array.isArray(each) ? each : String(each)));
}

async function countInput(input: Input, countTokens: CountTokens): Promise<number> {
  return typeof input === 'string' ? countTokens(input) : input.length;
}

function readDimensions({ dimensions = USUAL_DIMENSIONS }: Fields): number {
  if (typeof dimensions === 'number' && Number.isInteger(dimensions) && dimensions >= 1) {
    if (dimensions <= MOST_DIMENSIONS) return dimensions;
  }
  const message = `dimensions must be a whole number from 1 to ${MOST_DIMENSIONS}.`;
  throw new DemoRefusal(400, message, 'dimensions');
}

/** Each word points into a direction of its own; the text lies where they lead together. */
function vectorOf(text: string, dimensions: number): Float32Array {
  const vector = new Float32Array(dimensions);
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    const bytes = createHash('sha256').update(word).digest();
    for (let at = 0; at < bytes.length; at += 4) {
      const place = bytes.readUInt16LE(at) % dimensions;
      vector[place] = (vector[place] ?? 0) + ((bytes[at + 2] ?? 0) - 127.5);
    }
  }
  const length = Math.hypot(...vector) || 1;
  return vector.map((value) => value / length);
}
