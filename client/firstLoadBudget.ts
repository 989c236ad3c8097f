import { gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/**
 * Prints how much JavaScript the first page view loads, gzipped, and fails the build above the limit (in kB).
 * Counted are the entry and all that it imports statically; pages and charts load later, each by itself.
 */
export function firstLoadBudget({ limitKb }: { limitKb: number }): Plugin {
  return {
    name: 'first-load-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const queue = Object.values(bundle).flatMap((file) =>
        file.type === 'chunk' && file.isEntry ? [file.fileName] : [],
      );
      const seen = new Set<string>();
      let bytes = 0;
      for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
        const file = bundle[name];
        if (seen.has(name) || file?.type !== 'chunk') continue;
        seen.add(name);
        bytes += gzipSync(file.code).length;
        queue.push(...file.imports);
      }
      const kb = bytes / 1000;
      this.info(`first load: ${kb.toFixed(1)} kB of JavaScript, gzipped (limit ${limitKb} kB)`);
      if (kb > limitKb) this.error(`The first load grew beyond ${limitKb} kB. Move something behind lazy().`);
    },
  };
}
