import { snakeCase } from './snakeCaseNaming';

describe('column names', () => {
  it.each([
    ['id', 'id'],
    ['createdAt', 'created_at'],
    ['inputTokensEstimate', 'input_tokens_estimate'],
    ['last4', 'last4'],
  ])('%s is %s in SQL', (inCode, inSql) => {
    expect(snakeCase(inCode)).toBe(inSql);
  });
});
