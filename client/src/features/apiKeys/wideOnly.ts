/** Columns that only wide screens have room for. */
export const WIDE_ONLY = { display: { xs: 'none', lg: 'table-cell' } } as const;
