/** For keys, ids and examples. */
export const MONOSPACE = "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace";
