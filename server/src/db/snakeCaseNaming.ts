import { DefaultNamingStrategy, type NamingStrategyInterface } from 'typeorm';

/** Columns are `createdAt` in code and `created_at` in SQL. Tables, indexes and constraints are named by hand. */
export class SnakeCaseNaming extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(propertyName: string, customName: string | undefined, prefixes: string[]): string {
    return [...prefixes, customName ?? propertyName].map(snakeCase).join('_');
  }
}

/** `inputTokensEstimate` to `input_tokens_estimate`. */
export function snakeCase(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toLowerCase();
}
