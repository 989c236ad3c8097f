import type { AdmissionRefusal } from './admission';
import { GatewayRefusal } from './gatewayRefusal';
import { maskApiKey } from './maskApiKey';
import { type DistinctHeaders, type LooksLikeApiKey, readCredential } from './readCredential';

/**
 * A key, its limits and its usage, as a program that holds the key may know them. Times are UTC, costs US dollars as exact
 * decimals in text.
 */
export interface DescribedKey {
  readonly id: string;
  readonly name: string;
  /** The key with all but its ends hidden. */
  readonly label: string;
  readonly status: 'ACTIVE' | 'LIMIT_REACHED';
  readonly created_at: string;
  /** Null: it does not expire. */
  readonly expires_at: string | null;
  /** True: also the models that will be offered later. */
  readonly all_models: boolean;
  /** The ids of the models that it may call now. */
  readonly models: readonly string[];
  /** Null for no such limit. */
  readonly limits: {
    readonly requests_per_minute: number | null;
    readonly tokens_per_minute: number | null;
    readonly monthly_tokens: number | null;
    readonly monthly_cost: string | null;
  };
  /** The month so far, in the account's time zone. */
  readonly usage_monthly: {
    /** Such as `2025-11`. */
    readonly month: string;
    readonly time_zone: string;
    readonly requests: number;
    readonly input_tokens: number;
    readonly output_tokens: number;
    readonly total_tokens: number;
    /** Null while a model that was used has no price. */
    readonly cost: string | null;
  };
}

export type DescribedKeyAnswer =
  | { readonly ok: true; readonly key: DescribedKey }
  | { readonly ok: false; readonly refusal: AdmissionRefusal };

export interface DescribeKeyParts {
  readonly looksLikeApiKey: LooksLikeApiKey;
  /** Asks the database. Throws DomainError UNAVAILABLE when it cannot be asked. */
  readonly describeKey: (secret: string) => Promise<DescribedKeyAnswer>;
}

/** `GET /v1/key`: a key asks about itself, in the envelope that OpenRouter has for it, and learns of no other key. */
export class DescribeKey {
  constructor(private readonly parts: DescribeKeyParts) {}

  /** @throws GatewayRefusal when the key is refused. */
  async describe(headers: DistinctHeaders): Promise<{ data: DescribedKey }> {
    const secret = readCredential(headers, this.parts.looksLikeApiKey);
    const answer = await this.parts.describeKey(secret);
    if (!answer.ok) throw new GatewayRefusal(answer.refusal, { maskedKey: maskApiKey(secret) });
    return { data: answer.key };
  }
}
