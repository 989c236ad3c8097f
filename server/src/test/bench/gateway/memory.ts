import { connect, type Socket } from 'node:net';
import type { Ask, BenchTable } from '../benchReport';
import { processFigures } from '../processFigures';
import { short } from '../statistics';
import { requestsFor } from './benchRequests';
import type { OursTarget } from './oursTarget';

/** What the gateway's process held at four moments, in bytes and counts; null where the system does not tell. */
export interface Memory {
  readonly streams: number;
  readonly idleBytes: number;
  readonly streamingBytes: number;
  readonly requests: number;
  /** After a tenth of the requests, and after all of them. */
  readonly early: { readonly bytes: number; readonly files: number };
  readonly late: { readonly bytes: number; readonly files: number };
}

export interface MemoryOptions {
  readonly ours: OursTarget;
  readonly upstreamPort: number;
  readonly isQuick: boolean;
  readonly tell: (line: string) => void;
}

const MIB = 1_048_576;
const AT_ONCE = 32;

export async function measureMemory(options: MemoryOptions): Promise<Memory | null> {
  const { ours, isQuick, tell } = options;
  const streams = isQuick ? 200 : 1_000;
  const requests = isQuick ? 2_000 : 100_000;
  const settledAfterMs = isQuick ? 100 : 2_000;
  await later(settledAfterMs);
  const idle = processFigures(ours.pid);
  if (!idle) return null;
  tell(`Opening ${streams} streams that stay silent.`);
  const sockets = await openIdleStreams(options, streams);
  await later(settledAfterMs);
  const streaming = processFigures(ours.pid);
  for (const socket of sockets) socket.destroy();
  tell(`Sending ${requests} requests, of which every tenth is given up.`);
  await sendMany(options, requests / 10);
  await later(settledAfterMs);
  const early = processFigures(ours.pid);
  await sendMany(options, (requests * 9) / 10);
  await later(settledAfterMs);
  const late = processFigures(ours.pid);
  if (!streaming || !early || !late) return null;
  return {
    streams,
    idleBytes: idle.residentBytes,
    streamingBytes: streaming.residentBytes,
    requests,
    early: { bytes: early.residentBytes, files: early.openFiles },
    late: { bytes: late.residentBytes, files: late.openFiles },
  };
}

export function memoryAsks(memory: Memory | null): Ask[] {
  if (!memory) return [];
  const perStreams = (memory.streamingBytes - memory.idleBytes) / MIB;
  const growth = (memory.late.bytes - memory.early.bytes) / MIB;
  const files = memory.late.files - memory.early.files;
  const atMost = (150 * memory.streams) / 1_000;
  return [
    {
      what: `${memory.streams} idle open streams above the idle process`,
      asked: `≤ ${short(atMost)} MiB`,
      measured: `${short(perStreams)} MiB`,
      isMet: perStreams <= atMost,
    },
    {
      what: `open files after ${memory.requests.toLocaleString('en-US')} requests with aborts, above those after a tenth`,
      asked: '≤ 8',
      measured: String(files),
      isMet: files <= 8,
    },
    {
      what: 'memory, likewise',
      asked: '≤ 50 MiB',
      measured: `${short(growth)} MiB`,
      isMet: growth <= 50,
    },
  ];
}

export function memoryTable(memory: Memory | null): BenchTable {
  const row = (what: string, bytes: number, files: string): string[] => [what, short(bytes / MIB), files];
  return {
    title: 'What the process holds',
    note: 'Resident memory of a gateway’s process that was just started, and its open files. Streams that are open and silent; then requests of which every tenth is given up half-way.',
    head: ['', 'MiB', 'files'],
    rows: memory
      ? [
          row('idle', memory.idleBytes, ''),
          row(`${memory.streams} silent streams`, memory.streamingBytes, ''),
          row('after a tenth of the requests', memory.early.bytes, String(memory.early.files)),
          row('after all requests', memory.late.bytes, String(memory.late.files)),
        ]
      : [['not measured: this system does not tell', '', '']],
  };
}

async function openIdleStreams({ ours, upstreamPort }: MemoryOptions, count: number): Promise<Socket[]> {
  const requests = requestsFor('ours', 'idle', { secrets: ours.secrets, upstreamPort });
  const sockets: Socket[] = [];
  for (let i = 0; i < count; i += AT_ONCE) {
    const turn = Array.from({ length: Math.min(AT_ONCE, count - i) }, (_, j) =>
      firstAnswer(ours.port, requests[(i + j) % requests.length] ?? ''),
    );
    sockets.push(...(await Promise.all(turn)));
  }
  return sockets;
}

async function sendMany({ ours, upstreamPort }: MemoryOptions, count: number): Promise<void> {
  const requests = requestsFor('ours', 'json', { secrets: ours.secrets, upstreamPort });
  let sent = 0;
  const work = async (): Promise<void> => {
    while (sent < count) {
      sent += 1;
      const request = requests[sent % requests.length] ?? '';
      if (sent % 10 === 0) giveUp(ours.port, request);
      else (await firstAnswer(ours.port, request)).destroy();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
}

/** Resolves when the answer has begun. @throws Error when it is no success. */
function firstAnswer(port: number, request: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    const timer = setTimeout(() => socket.destroy(new Error('No answer in 10 s.')), 10_000);
    socket.on('connect', () => socket.write(request));
    socket.once('data', (bytes) => {
      clearTimeout(timer);
      if (bytes.toString('latin1').startsWith('HTTP/1.1 200')) resolve(socket);
      else socket.destroy(new Error(`Refused: ${bytes.toString('latin1').slice(0, 200)}`));
    });
    socket.on('error', reject);
    socket.on('close', () => clearTimeout(timer));
  });
}

function giveUp(port: number, request: string): void {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  socket.on('connect', () => socket.write(request, () => socket.destroy()));
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
