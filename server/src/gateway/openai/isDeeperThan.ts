/** True when arrays and objects stand more than `levels` deep in each other. A plain value has no level. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((item) => isDeeperThan(item, levels - 1));
  return Object.values(value).some((item) => isDeeperThan(item, levels - 1));
}
