/**
 * Runs work with repositories that share one transaction: everything it writes is there when it returns, and nothing of
 * it when it throws. Keep it short: no outside call may be made within.
 */
export type InTransaction<Repositories> = <T>(work: (repositories: Repositories) => Promise<T>) => Promise<T>;
