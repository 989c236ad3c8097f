import { DEMO_MODELS, type DemoModel } from './demoModels';

/** What the demo upstream reads of a chat completion. */
export interface DemoRequest {
  readonly model: DemoModel;
  readonly messages: readonly DemoMessage[];
  readonly isStream: boolean;
  readonly includesUsage: boolean;
  /** Null when the client sets no limit. */
  readonly maxTokens: number | null;
}

export interface DemoMessage {
  readonly role: string;
  readonly content: string;
}

/** A request that the demo upstream refuses, as a provider would. */
export class DemoRefusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly param: string | null,
    readonly code: string | null = null,
  ) {
    super(message);
    this.name = 'DemoRefusal';
  }
}

/** @throws DemoRefusal naming the field at fault. */
export function readDemoRequest(body: string): DemoRequest {
  const request = parse(body);
  const model = DEMO_MODELS.find(({ id }) => id === request.model);
  if (!model) {
    throw new DemoRefusal(
      404,
      `The model ${String(request.model)} does not exist.`,
      'model',
      'model_not_found',
    );
  }
  if (!Array.isArray(request.messages)) throw new DemoRefusal(400, 'messages must be a list.', 'messages');
  const options = isFields(request.stream_options) ? request.stream_options : {};
  return {
    model,
    messages: request.messages.map(readMessage),
    isStream: request.stream === true,
    includesUsage: options.include_usage === true,
    maxTokens: readMaxTokens(request),
  };
}

type Fields = Readonly<Record<string, unknown>>;

function parse(body: string): Fields {
  try {
    const value: unknown = JSON.parse(body);
    if (isFields(value)) return value;
  } catch {
    // It is refused below, like everything else that is no object.
  }
  throw new DemoRefusal(400, 'The body must be an object of JSON.', null);
}

function readMaxTokens(request: Fields): number | null {
  const name = request.max_completion_tokens === undefined ? 'max_tokens' : 'max_completion_tokens';
  const value = request[name] ?? null;
  if (value === null) return null;
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
function readContent(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content.map((part) => (isFields(part) && typeof part.text === 'string' ? part.text : '')).join('');
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
