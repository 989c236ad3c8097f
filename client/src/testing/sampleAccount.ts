import type { ApiKeyDetails } from '../features/apiKeys/useApiKey';
import type { ModelsQuery } from '../graphql/models/graphql';
import type { UsageNumbersFragment } from '../graphql/usage/graphql';

export type SampleModel = ModelsQuery['models'][number];
/** What is known of a key; how many its models are, and which the first, the fake server finds by itself. */
export type SampleApiKey = Omit<ApiKeyDetails, 'firstModels' | 'modelCount'>;

const MINUTE_MS = 60_000;

export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE_MS).toISOString();
}

export function daysAgo(days: number): string {
  return minutesAgo(days * 24 * 60);
}

/** A model of the provider that its id names. */
export function sampleModel(id: string, name: string, isAvailable = true): SampleModel {
  const provider = id.split('/')[0] ?? id;
  const prices = { inputPrice: '1.25', outputPrice: '10' };
  return { id, name, provider, kind: 'CHAT', contextTokens: 400_000, ...prices, isAvailable };
}

/** More than the dialog ticks by itself, so that a test says itself what is ticked. */
export const SAMPLE_MODELS: readonly SampleModel[] = [
  sampleModel('acme/quick', 'Quick'),
  sampleModel('acme/deep', 'Deep'),
  sampleModel('acme/small', 'Small'),
  sampleModel('lumen/prose', 'Prose'),
  sampleModel('lumen/verse', 'Verse'),
  sampleModel('lumen/vector', 'Vector'),
];

export const NO_LIMITS: SampleApiKey['limits'] = {
  requestsPerMinute: null,
  tokensPerMinute: null,
  monthlyTokens: null,
  monthlyCost: null,
  monthTokensUsed: null,
  monthCostUsed: null,
};

/** A key that works, was never used and may call one model; `facts` say what is different. */
export function sampleApiKey(facts: Partial<SampleApiKey> & { id: string; name: string }): SampleApiKey {
  return {
    maskedKey: 'aim_sk_…x4Qp',
    status: 'ACTIVE',
    allModels: false,
    models: [{ id: 'acme/quick', name: 'Quick', isAvailable: true }],
    note: null,
    createdAt: daysAgo(90),
    version: 3,
    lastUsedAt: null,
    expiresAt: null,
    revokedAt: null,
    oldSecretEndsAt: null,
    oldSecretLastUsedAt: null,
    leak: null,
    limits: NO_LIMITS,
    ...facts,
  };
}

/** Numbers of a group; the total is what input and output make. */
export function sampleUsage(facts: Partial<UsageNumbersFragment>): UsageNumbersFragment {
  const { inputTokens = 0, outputTokens = 0 } = facts;
  return {
    requests: 1,
    inputTokens,
    outputTokens,
    totalTokens: inputTokens + outputTokens,
    cachedInputTokens: 0,
    reasoningTokens: 0,
    estimatedTokens: 0,
    cost: null,
    ...facts,
  };
}
