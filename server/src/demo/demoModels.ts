/** A model of the built-in upstream, in the form of the catalogue. */
export interface DemoModel {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly kind: 'CHAT' | 'EMBEDDING' | 'RERANK';
  readonly contextTokens: number;
  /** US dollars for a million tokens, exact decimals as text. */
  readonly price: { readonly input: string; readonly output: string; readonly cachedInput: string | null };
  readonly style: DemoStyle;
}

/** How a demo model writes. */
export type DemoStyle = 'BRIEF' | 'THOROUGH' | 'VERSE' | 'LIST';

/** Models for trying everything out without a provider's key. They say `demo` in id and name, so nobody takes them for real. */
export const DEMO_MODELS: readonly DemoModel[] = [
  {
    id: 'demo/quick',
    name: 'Quick (demo)',
    provider: 'Demo',
    kind: 'CHAT',
    contextTokens: 32_000,
    price: { input: '0.10', output: '0.40', cachedInput: null },
    style: 'BRIEF',
  },
  {
    id: 'demo/thorough',
    name: 'Thorough (demo)',
    provider: 'Demo',
    kind: 'CHAT',
    contextTokens: 128_000,
    price: { input: '1.25', output: '5.00', cachedInput: '0.125' },
    style: 'THOROUGH',
  },
  {
    id: 'demo-lab/analyst',
    name: 'Analyst (demo)',
    provider: 'Demo Lab',
    kind: 'CHAT',
    contextTokens: 200_000,
    price: { input: '3.00', output: '15.00', cachedInput: '0.30' },
    style: 'LIST',
  },
  {
    id: 'demo-lab/poet',
    name: 'Poet (demo)',
    provider: 'Demo Lab',
    kind: 'CHAT',
    contextTokens: 16_000,
    price: { input: '0.05', output: '0.15', cachedInput: null },
    style: 'VERSE',
  },
  {
    id: 'demo/embedder',
    name: 'Embedder (demo)',
    provider: 'Demo',
    kind: 'EMBEDDING',
    contextTokens: 8_192,
    price: { input: '0.02', output: '0', cachedInput: null },
    style: 'BRIEF',
  },
  {
    id: 'demo-lab/ranker',
    name: 'Ranker (demo)',
    provider: 'Demo Lab',
    kind: 'RERANK',
    contextTokens: 8_192,
    price: { input: '0.05', output: '0', cachedInput: null },
    style: 'BRIEF',
  },
];
