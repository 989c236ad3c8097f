import { type Failure, failureOf } from './failure';

/** What came of an action: a value, or a reason that the caller has to look at. */
export type Outcome<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Waits for an operation and turns what it throws into an outcome. An answer without data counts as INTERNAL. */
export async function outcomeOf<T>(operation: Promise<{ data?: T | null | undefined }>): Promise<Outcome<T>> {
  try {
    const { data } = await operation;
    if (data) return { ok: true, value: data };
    return { ok: false, failure: { kind: 'refused', code: 'INTERNAL', field: null, requestId: null } };
  } catch (error) {
    return { ok: false, failure: failureOf(error) };
  }
}
