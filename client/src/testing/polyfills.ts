import { TextDecoder, TextEncoder } from 'node:util';
import { deserialize, serialize } from 'node:v8';

/** Gives the simulated page what browsers have and it has not, before any file of the screens is loaded. */
function define(name: string, value: unknown): void {
  Object.defineProperty(globalThis, name, { configurable: true, writable: true, value });
}

define('TextEncoder', TextEncoder);
define('TextDecoder', TextDecoder);
if (!('structuredClone' in globalThis))
  define('structuredClone', (value: unknown) => deserialize(serialize(value)));
define('matchMedia', (query: string) => mediaQueryList(query));
define('scrollTo', () => {});
define(
  'ResizeObserver',
  class {
    observe(): void {}
    unobserve(): void {}
    disconnect(): void {}
  },
);

/** Answers for a screen as wide as the window says, in light colours; what is not about the width does not match. */
function mediaQueryList(query: string) {
  const limits = [...query.matchAll(/\((min|max)-width:\s*([\d.]+)px\)/g)];
  const matches =
    limits.length > 0 &&
    limits.every(([, side, px]) =>
      side === 'min' ? window.innerWidth >= Number(px) : window.innerWidth <= Number(px),
    );
  const ignore = () => {};
  return {
    matches,
    media: query,
    onchange: null,
    addListener: ignore,
    removeListener: ignore,
    addEventListener: ignore,
    removeEventListener: ignore,
    dispatchEvent: () => false,
  };
}
