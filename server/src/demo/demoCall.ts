import type { ServerResponse } from 'node:http';
import type { DemoBehaviour } from './demoBehaviour';
import type { CountTokens } from './demoReply';
import type { Fields } from './fields';

export interface DemoOptions {
  readonly countTokens: CountTokens;
  /** 0 answers as fast as it is read. */
  readonly tokensPerSecond: number;
}

/** One request of the demo upstream on its way to a route. */
export interface DemoCall {
  readonly body: Fields;
  readonly behaviour: DemoBehaviour | null;
  readonly response: ServerResponse;
  readonly options: DemoOptions;
}

/** Average time between two tokens; 0 for none. */
export function msPerToken({ tokensPerSecond }: DemoOptions): number {
  return tokensPerSecond === 0 ? 0 : 1000 / tokensPerSecond;
}

/** Sends the head of a good answer. */
export function startAnswer(response: ServerResponse, isStream: boolean): void {
  const type = isStream ? 'text/event-stream; charset=utf-8' : 'application/json';
  response.writeHead(200, { 'content-type': type });
}

/** Sends a good answer in one piece. */
export function answerJson(response: ServerResponse, body: object): void {
  startAnswer(response, false);
  response.end(JSON.stringify(body));
}
