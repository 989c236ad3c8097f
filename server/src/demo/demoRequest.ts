import { DEMO_MODELS, type DemoModel } from './demoModels';
import { DemoRefusal } from './demoRefusal';
import { type DemoTool, readDemoTool } from './demoTool';
import { type Fields, isFields } from './fields';

/** What the demo upstream reads of a chat completion. */
export interface DemoRequest {
  readonly model: DemoModel;
  readonly messages: readonly DemoMessage[];
  readonly isStream: boolean;
  readonly includesUsage: boolean;
  /** Null when the client sets no limit. */
  readonly maxTokens: number | null;
  /** The function that is to be called instead of an answer in words; null for none. */
  readonly tool: DemoTool | null;
}

export interface DemoMessage {
  readonly role: string;
  readonly content: string;
}

/** @throws DemoRefusal naming the field at fault. */
export function readDemoRequest(body: Fields): DemoRequest {
  if (!Array.isArray(body.messages)) throw new DemoRefusal(400, 'messages must be a list.', 'messages');
  return {
    ...readDemoBasics(body, ['max_completion_tokens', 'max_tokens']),
    messages: body.messages.map(readMessage),
    tool: readDemoTool(body),
  };
}

/** What all routes have that write text. @param limits the names of the longest answer, the first one given counts. */
export function readDemoBasics(
  body: Fields,
  limits: readonly string[],
): Omit<DemoRequest, 'messages' | 'tool'> {
  const options = isFields(body.stream_options) ? body.stream_options : {};
  return {
    model: readDemoModel(body, 'CHAT'),
    isStream: body.stream === true,
    includesUsage: options.include_usage === true,
    maxTokens: readMaxTokens(body, limits),
  };
}

/** @throws DemoRefusal for a model that is not there, or that is of another kind. */
export function readDemoModel(body: Fields, kind: DemoModel['kind']): DemoModel {
  const name = String(body.model);
  const model = DEMO_MODELS.find(({ id }) => id === name);
  if (!model) throw new DemoRefusal(404, `The model ${name} does not exist.`, 'model', 'model_not_found');
  if (model.kind !== kind) {
    throw new DemoRefusal(400, `The model ${name} is of the kind ${model.kind}, not ${kind}.`, 'model');
  }
  return model;
}

/** @throws DemoRefusal when it is not an object of JSON. */
export function parseDemoBody(text: string): Fields {
  try {
    const value: unknown = JSON.parse(text);
    if (isFields(value)) return value;
  } catch {
    // It is refused below, like everything else that is no object.
  }
  throw new DemoRefusal(400, 'The body must be an object of JSON.', null);
}

function readMaxTokens(body: Fields, limits: readonly string[]): number | null {
  const name = limits.find((limit) => body[limit] !== undefined && body[limit] !== null);
  if (name === undefined) return null;
  const value = body[name];
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) {
    throw new DemoRefusal(400, `${name} must be a whole number of at least 1.`, name);
  }
  return value;
}

function readMessage(message: unknown): DemoMessage {
  const { role, content } = isFields(message) ? message : {};
  return { role: typeof role === 'string' ? role : '', content: readContent(content) };
}

/** Content is a text or a list of parts, of which the texts are read. */
export function readContent(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isFields(part) && typeof part.text === 'string' ? part.text : '')).join('');
}
