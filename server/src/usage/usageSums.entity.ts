import { Column } from 'typeorm';

/** The sums that a quarter of an hour and a closed day both have, for one key and model. */
export abstract class UsageSumsEntity {
  @Column({ type: 'bigint' })
  requests!: string;

  @Column({ type: 'bigint' })
  inputTokens!: string;

  @Column({ type: 'bigint' })
  outputTokens!: string;

  @Column({ type: 'bigint' })
  cachedInputTokens!: string;

  @Column({ type: 'bigint' })
  reasoningTokens!: string;

  /** Input and output that no upstream reported. */
  @Column({ type: 'bigint' })
  estimatedTokens!: string;

  /** Of the requests that had a price. */
  @Column({ type: 'numeric' })
  cost!: string;

  /** More than none of these means that the cost is not known. */
  @Column({ type: 'bigint' })
  unpricedRequests!: string;
}
