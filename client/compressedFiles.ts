import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

/** Below this it does not pay. */
const WORTH_BYTES = 1_000;
/** Ten and eleven take many times as long for a few percent. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };

/** Puts beside each built script, style and drawing what it is as brotli and as gzip: the server sends these, and packs nothing itself. */
export function compressedFiles(): Plugin {
  return {
    name: 'compressed-files',
    apply: 'build',
    generateBundle: {
      // After everybody who may still change a file.
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (!/\.(js|css|svg)$/.test(file.fileName)) continue;
          const content = Buffer.from(file.type === 'chunk' ? file.code : file.source);
          if (content.length < WORTH_BYTES) continue;
          const packed = { br: brotliCompressSync(content, BROTLI), gz: gzipSync(content, { level: 9 }) };
          for (const [ending, source] of Object.entries(packed)) {
            this.emitFile({ type: 'asset', fileName: `${file.fileName}.${ending}`, source });
          }
        }
      },
    },
  };
}
