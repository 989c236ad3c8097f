import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until the expectation holds, at most so long; then it fails with the expectation's own message. */
export async function eventually(expectation: () => void | Promise<void>, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    try {
      await expectation();
      return;
    } catch (error) {
      if (performance.now() >= deadline) throw error;
      await sleep(20);
    }
  }
}
