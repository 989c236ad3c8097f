/** The advisory locks of this product, in one place so that no two jobs share one by accident. */
export const ADVISORY_LOCKS = {
  migrations: 7_266_101,
  modelCatalogue: 7_266_102,
  firstOperator: 7_266_103,
  usagePartitions: 7_266_104,
  usageProof: 7_266_105,
} as const;
