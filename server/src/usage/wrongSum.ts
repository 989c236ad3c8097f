/** Sums as text: whole numbers, cost an exact decimal. */
export interface SumsText {
  readonly requests: string;
  readonly inputTokens: string;
  readonly outputTokens: string;
  readonly cost: string;
}

/** A sum of one key and model that does not agree with what it was made from. */
export interface WrongSum {
  readonly kind: 'SLOT' | 'DAY' | 'DAY_PART';
  readonly accountId: string;
  /** The start of a slot as an instant, or the day of the account's zone as YYYY-MM-DD. */
  readonly at: string;
  readonly apiKeyId: string;
  readonly modelNumber: number;
  readonly found: SumsText;
  readonly shouldBe: SumsText;
}

/** Which sum it is. */
export type SumKey = Pick<WrongSum, 'accountId' | 'at' | 'apiKeyId' | 'modelNumber'>;
