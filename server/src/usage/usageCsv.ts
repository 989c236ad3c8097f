import type { ApiKeyView } from '../apiKeys/apiKey.service';
import type { PricedModel } from '../models/catalogueModel';
import type { UsageQuestion } from './usageQuestion';
import type { UsageExportRow } from './usageRows.repository';
import { createZonedText } from './zonedText';

/** A row with the names that belong to it; null where it was not grouped by them. */
export interface NamedRow {
  readonly row: UsageExportRow;
  readonly model: PricedModel | null;
  readonly apiKey: ApiKeyView | null;
}

/** A form of the export: columns, and the cells of each row in their order. */
export interface CsvForm {
  readonly columns: readonly string[];
  readonly cells: (named: NamedRow) => readonly (string | null)[];
}

const COLUMNS = [
  ...['period_start', 'period_end', 'time_zone', 'granularity', 'model_id', 'model_name', 'provider'],
  ...['api_key_id', 'api_key_name', 'api_key_last4', 'api_key_status', 'requests', 'input_tokens'],
  ...['cached_input_tokens', 'output_tokens', 'reasoning_tokens', 'total_tokens', 'cost', 'currency'],
];

/**
 * Our own form. Times are ISO 8601 with the offset of the question's zone; whole numbers are ungrouped, cost is an exact
 * decimal with a dot, empty when a model had no price. Keys are told by name, id and last four characters.
 */
export function usageCsv({ timeZone, granularity }: UsageQuestion): CsvForm {
  const [startText, endText] = [createZonedText(timeZone), createZonedText(timeZone)];
  return {
    columns: COLUMNS,
    cells: ({ row, model, apiKey }) => [
      startText(row.periodStart),
      endText(row.periodEnd),
      timeZone,
      granularity,
      model?.id ?? null,
      model?.name ?? null,
      model?.provider ?? null,
      row.apiKeyId,
      apiKey?.name ?? null,
      apiKey?.lastFour ?? null,
      apiKey?.status ?? null,
      row.requests,
      row.inputTokens,
      row.cachedInputTokens,
      row.outputTokens,
      row.reasoningTokens,
      row.totalTokens,
      row.cost,
      'USD',
    ],
  };
}
