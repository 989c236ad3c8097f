import { TextDecoder, TextEncoder } from 'node:util';
import { deserialize, serialize } from 'node:v8';

/** What browsers have and the simulated page has not. Runs before any file of the screens is loaded. */
const SCREEN_WIDTH_PX = 1280;

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

/** Answers for a wide screen in light colours; what is not about the width does not match. */
function mediaQueryList(query: string) {
  const limits = [...query.matchAll(/\((min|max)-width:\s*([\d.]+)px\)/g)];
  const matches =
    limits.length > 0 &&
    limits.every(([, side, px]) =>
      side === 'min' ? SCREEN_WIDTH_PX >= Number(px) : SCREEN_WIDTH_PX <= Number(px),
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
