import type { AccessTokenScope, Actor, OperatorActor } from '../platform/actor';
import type { Config } from '../platform/config';

/** What the commands ask of the features; their services fit as they are. */
export interface CommandServices {
  readonly accounts: {
    createAccount(request: NewAccount): Promise<{ readonly accountId: string; readonly userId: string }>;
    setPlan(
      actor: OperatorActor,
      terms: { readonly plan: PlanName; readonly planEndsAt: Date | null },
    ): Promise<void>;
    findAccount(accountId: string): Promise<object | null>;
  };
  readonly apiKeys: {
    create(
      actor: Actor,
      key: NewApiKey,
    ): Promise<{ readonly apiKey: { readonly id: string }; readonly secret: string }>;
    revoke(actor: Actor, id: string): Promise<{ readonly receipt: Receipt }>;
  };
  readonly accessTokens: {
    create(
      actor: Actor,
      token: NewAccessToken,
    ): Promise<{ readonly accessToken: { readonly id: string }; readonly secret: string }>;
  };
  readonly models: {
    listAvailable(): Promise<readonly ListedModel[]>;
    /** Also those that nobody can call. */
    listAll(): Promise<readonly ListedModel[]>;
  };
  readonly modelImport: {
    import(
      text: string,
      isTrial: boolean,
    ): Promise<{ readonly models: readonly ImportedModel[]; readonly leftOut: readonly LeftOutModel[] }>;
  };
  readonly usageVerification: {
    verify(onProgress: OnProgress): Promise<VerifiedSums>;
    /** Null when another process proves or repairs right now. */
    rebuild(
      onProgress: OnProgress,
    ): Promise<{ readonly repaired: VerifiedSums; readonly left: VerifiedSums } | null>;
  };
  /** The names of the migrations that ran when the services were opened. */
  readonly migrations: readonly string[];
}

/** Services that hold a database open. */
export type OpenCommandServices = CommandServices & { close(): Promise<void> };

export type OpenServices = (config: Config) => Promise<OpenCommandServices>;

export type PlanName = 'FREE' | 'PAID';

interface NewAccount {
  readonly name: string;
  readonly plan: PlanName;
  readonly email: string;
  readonly password: string;
  readonly timeZone?: string;
}

interface NewApiKey {
  readonly name: string;
  readonly allModels?: true;
  readonly modelIds?: readonly string[];
}

interface NewAccessToken {
  readonly name: string;
  readonly scopes: readonly AccessTokenScope[];
}

/** What was revoked when, and which nodes have confirmed it. */
export interface Receipt {
  readonly revokedAt: Date;
  readonly nodes: readonly {
    readonly node: string;
    readonly acknowledgedAt: Date | null;
    readonly streamsEndBy: Date | null;
    readonly streamsEnded: number | null;
  }[];
}

/** Told how far a long command is, in a sentence. */
export type OnProgress = (line: string) => void;

/** What a look at all sums came to. */
export interface VerifiedSums {
  /** The first and the last day of the ledger that was looked at, in UTC; null when nothing was used yet. */
  readonly from: string | null;
  readonly to: string | null;
  readonly accounts: number;
  readonly wrong: number;
  /** The first hundred of the wrong ones. */
  readonly differences: readonly WrongSum[];
}

/** A sum of one key and model that is not what the ledger says. */
export interface WrongSum {
  readonly kind: 'SLOT' | 'DAY' | 'DAY_PART';
  readonly accountId: string;
  readonly at: string;
  readonly apiKeyId: string;
  readonly modelNumber: number;
  readonly found: ToldSums;
  readonly shouldBe: ToldSums;
}

/** Whole numbers and an exact decimal, as text. */
export interface ToldSums {
  readonly requests: string;
  readonly inputTokens: string;
  readonly outputTokens: string;
  readonly cost: string;
}

/** A model of an imported list, and what became of it. */
export interface ImportedModel extends ListedModel {
  readonly change: string;
}

/** An entry of a list that the catalogue has no place for. */
export interface LeftOutModel {
  readonly place: string;
  readonly reason: string;
}

export interface ListedModel {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly kind: string;
  readonly contextTokens: number | null;
  readonly inputPrice: string | null;
  readonly outputPrice: string | null;
  readonly isAvailable: boolean;
}
