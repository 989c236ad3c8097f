import type { ServerResponse } from 'node:http';
import type { DemoStep } from './demoScript';

/**
 * Plays the steps on a response, at the pace of the one who reads it, and stops at once when that one leaves.
 * Resolves when nothing more will be written.
 */
export async function playScript(steps: Iterable<DemoStep>, response: ServerResponse): Promise<void> {
  for (const step of steps) {
    if (response.destroyed) return;
    switch (step.kind) {
      case 'WRITE':
        if (!response.write(step.text)) await untilDrained(response);
        break;
      case 'WAIT':
        await pause(step.ms, response);
        break;
      case 'STALL':
        return;
      case 'RESET':
        // What was written has to leave first, or the reader would never see it.
        await pause(20, response);
        response.socket?.resetAndDestroy();
        return;
    }
  }
  response.end();
}

function untilDrained(response: ServerResponse): Promise<void> {
  if (response.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.on('drain', go);
    response.on('close', go);
  });
}

function pause(ms: number, response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      response.off('close', go);
      resolve();
    };
    const timer = setTimeout(go, ms);
    response.on('close', go);
  });
}
