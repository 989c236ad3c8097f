import { connect, type Socket } from 'node:net';

/** A connection without any HTTP client on it. Errors of the network end it without a word. */
export async function openSocket(port: number): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return socket;
}

/** Sends these lines as they are and gives back everything that came until the server closed the connection. */
export async function exchangeRaw(port: number, lines: readonly string[]): Promise<string> {
  const socket = await openSocket(port);
  let answer = '';
  socket.on('data', (bytes: Buffer) => {
    answer += bytes.toString('latin1');
  });
  socket.write(lines.join('\r\n'));
  await new Promise((resolve) => socket.once('close', resolve));
  return answer;
}

/** A chat completion as it goes over the wire. */
export function chatOverWire(secret: string, body: unknown): string {
  const json = JSON.stringify(body);
  return [
    'POST /v1/chat/completions HTTP/1.1',
    'Host: x',
    `Authorization: Bearer ${secret}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(json)}`,
    '',
    json,
  ].join('\r\n');
}
