import type { CsvForm } from './usageCsv';

/** Whose bill it is. */
export interface FocusAccount {
  readonly id: string;
  readonly name: string;
  /** Who sends the bill: the name of the marketplace. */
  readonly providerName: string;
}

const COLUMNS = [
  ...['BilledCost', 'BillingAccountId', 'BillingAccountName', 'BillingAccountType', 'BillingCurrency'],
  ...['BillingPeriodStart', 'BillingPeriodEnd', 'ChargeCategory', 'ChargeClass', 'ChargeDescription'],
  ...['ChargeFrequency', 'ChargePeriodStart', 'ChargePeriodEnd', 'ConsumedQuantity', 'ConsumedUnit'],
  ...['ContractedCost', 'EffectiveCost', 'InvoiceIssuerName', 'ListCost', 'PricingQuantity', 'PricingUnit'],
  ...['ProviderName', 'PublisherName', 'ResourceId', 'ResourceName', 'ResourceType', 'ServiceCategory'],
  ...['ServiceName', 'ServiceSubcategory', 'SkuId', 'x_InputTokens', 'x_CachedInputTokens'],
  ...['x_OutputTokens', 'x_ReasoningTokens', 'x_Requests'],
];

/**
 * The columns of FOCUS 1.2 (https://focus.finops.org) that usage by tokens has. A resource is a key, a SKU is a model, a
 * billing period is a month of the question's zone, and times are written in UTC. The cost is what the prices of the day come to: there are no discounts, so billed, list, contracted and effective
 * cost are the same. Unlike FOCUS, which knows no unknown cost, they are empty when a model had no price, never 0.
 */
export function focusCsv({ id, name, providerName }: FocusAccount): CsvForm {
  return {
    columns: COLUMNS,
    cells: ({ row, model, apiKey }) => {
      const { cost, totalTokens } = row;
      return [
        ...[cost, id, name, 'Account', 'USD', utc(row.monthStart), utc(row.monthEnd), 'Usage', null],
        ...[
          `Tokens of ${model?.name ?? 'all models'}`,
          'Usage-Based',
          utc(row.periodStart),
          utc(row.periodEnd),
        ],
        ...[totalTokens, 'Tokens', cost, cost, providerName, cost, totalTokens, 'Tokens', providerName],
        ...[model?.provider ?? providerName, row.apiKeyId, apiKey?.name ?? null, row.apiKeyId && 'API key'],
        ...['AI and Machine Learning', providerName, 'Generative AI', model?.id ?? null],
        ...[row.inputTokens, row.cachedInputTokens, row.outputTokens, row.reasoningTokens, row.requests],
      ];
    },
  };
}

function utc(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}
