import { createServer, type IncomingHttpHeaders, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JsonObject } from '../gateway/openai/isJsonObject';

/** What a server of models says, in its own protocol. */
export interface ModelSpeech {
  /** What is wrong with a request; null for nothing. */
  refusalOf(request: JsonObject): JsonAnswer | null;
  whole(request: JsonObject): JsonObject;
  /** The same as a stream, each event as it is written. */
  events(request: JsonObject): readonly string[];
  /** What a prompt comes to, for who only asks that; missing where nobody can. */
  readonly count?: (request: JsonObject) => JsonObject;
  /** An event that tells of an error. */
  readonly errorEvent: string;
}

export interface JsonAnswer {
  readonly status: number;
  readonly body: object;
  readonly headers?: Record<string, string>;
}

/** How calls end: with this answer, in the middle of their stream, or, when only a count is asked for, never. */
export type Trouble = JsonAnswer | 'SILENCE' | 'ERROR_EVENT' | 'RESET' | 'EARLY_END';

interface SeenCall {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: JsonObject;
}

/** A server of models on loopback that remembers what it was asked. */
export class ModelServer {
  readonly calls: SeenCall[] = [];
  trouble: Trouble | null = null;

  private constructor(
    readonly baseUrl: string,
    private readonly server: Server,
    private readonly speech: ModelSpeech,
  ) {}

  static async start(speech: ModelSpeech): Promise<ModelServer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on a port has such an address.
    const { port } = server.address() as AddressInfo;
    const models = new ModelServer(`http://127.0.0.1:${port}/v1`, server, speech);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString('utf8')) as JsonObject;
        models.calls.push({ path: request.url ?? '', headers: request.headers, body });
        if (speech.count && request.url?.endsWith('/count_tokens'))
          models.count(speech.count(body), response);
        else models.answer(body, response);
      });
    });
    return models;
  }

  /** The call seen last. */
  get last(): SeenCall {
    const call = this.calls.at(-1);
    if (!call) throw new Error('The upstream has seen no call.');
    return call;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    this.server.closeAllConnections();
    await closed;
  }

  private count(counted: JsonObject, response: ServerResponse): void {
    const { trouble } = this;
    if (trouble === 'SILENCE') return;
    if (trouble === 'RESET') response.destroy();
    else send(response, typeof trouble === 'object' && trouble ? trouble : { status: 200, body: counted });
  }

  private answer(request: JsonObject, response: ServerResponse): void {
    const { trouble, speech } = this;
    const refusal = typeof trouble === 'object' && trouble !== null ? trouble : speech.refusalOf(request);
    if (refusal) send(response, refusal);
    else if (request.stream === true) this.stream(request, response);
    else send(response, { status: 200, body: speech.whole(request) });
  }

  private stream(request: JsonObject, response: ServerResponse): void {
    const { trouble, speech } = this;
    const events = speech.events(request);
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    if (trouble === null) {
      response.end(events.join(''));
      return;
    }
    response.write(events.slice(0, events.length / 2).join(''));
    if (trouble === 'RESET') setImmediate(() => response.destroy());
    else response.end(trouble === 'ERROR_EVENT' ? speech.errorEvent : '');
  }
}

function send(response: ServerResponse, { status, body, headers = {} }: JsonAnswer): void {
  response.writeHead(status, {
    'content-type': 'application/json',
    'request-id': 'req_upstream12345',
    ...headers,
  });
  response.end(JSON.stringify(body));
}
