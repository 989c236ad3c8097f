import { BENCH_MODEL } from './oursTarget';

export type Answer = 'json' | 'stream' | 'paced' | 'idle';

const PROMPT = 'Tell me about the weather in a few words. '.repeat(8);

/** The requests of each target as they go over the wire; the same body for all of them. */
export function requestsFor(
  target: 'direct' | 'bare' | 'ours' | 'portkey',
  answer: Answer,
  { secrets, upstreamPort }: { readonly secrets: readonly string[]; readonly upstreamPort: number },
): string[] {
  const body = JSON.stringify({
    model: BENCH_MODEL,
    messages: [{ role: 'user', content: `${answer} ${PROMPT}` }],
    max_tokens: 100,
    ...(answer === 'json' ? {} : { stream: true }),
  });
  switch (target) {
    case 'ours':
      return secrets.map((secret) => request(body, [`authorization: Bearer ${secret}`]));
    case 'portkey':
      return [
        request(body, [
          'authorization: Bearer upstream',
          'x-portkey-provider: openai',
          `x-portkey-custom-host: http://127.0.0.1:${upstreamPort}/v1`,
        ]),
      ];
    default:
      return [request(body, [])];
  }
}

function request(body: string, headers: readonly string[]): string {
  return [
    'POST /v1/chat/completions HTTP/1.1',
    'host: 127.0.0.1',
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
    ...headers,
    '',
    body,
  ].join('\r\n');
}
