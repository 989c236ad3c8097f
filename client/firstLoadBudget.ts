import { gzipSync } from 'node:zlib';
import type { Plugin, Rolldown } from 'vite';

interface LoadBudget {
  /** In kB, gzipped. */
  readonly limitKb: number;
  /** What no page may begin with: it loads where it is shown, by itself. */
  readonly shownLater: readonly RegExp[];
}

/**
 * Prints how much JavaScript the first page view loads, gzipped, and fails the build above the limit. Counted are the
 * entry and all that it imports statically; pages and charts load later, each by itself. Fails also when a page imports
 * statically what it has to load later.
 */
export function firstLoadBudget({ limitKb, shownLater }: LoadBudget): Plugin {
  return {
    name: 'first-load-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
      const entries = chunks.filter(({ isEntry }) => isEntry);
      const bytes = loadedWith(entries, bundle).reduce((sum, { code }) => sum + gzipSync(code).length, 0);
      const kb = bytes / 1000;
      this.info(`first load: ${kb.toFixed(1)} kB of JavaScript, gzipped (limit ${limitKb} kB)`);
      if (kb > limitKb) this.error(`The first load grew beyond ${limitKb} kB. Move something behind lazy().`);

      for (const page of chunks.filter(({ facadeModuleId }) => facadeModuleId?.includes('/src/pages/'))) {
        const early = loadedWith([page], bundle)
          .flatMap(({ moduleIds }) => moduleIds)
          .find((id) => shownLater.some((pattern) => pattern.test(id)));
        if (early) this.error(`${page.name} loads ${early} before it is shown. Move it behind lazy().`);
      }
    },
  };
}

/** These chunks and all that they import statically. */
function loadedWith(
  chunks: readonly Rolldown.OutputChunk[],
  bundle: Rolldown.OutputBundle,
): Rolldown.OutputChunk[] {
  const found = new Set(chunks);
  // What is added while it is gone through is gone through as well.
  for (const chunk of found) {
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') found.add(imported);
    }
  }
  return [...found];
}
