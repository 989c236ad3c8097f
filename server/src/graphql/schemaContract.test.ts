import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSchema } from 'graphql';
import { buildSchemaToPrint } from './buildGraphQLSchema';
import { printSchemaFile } from './printSchemaFile';
import { contractGaps } from './testing/contractGaps';
import { SCHEMA_FILE } from './writeSchemaFile';

const readContract = () =>
  buildSchema(readFileSync(path.join(__dirname, '../test/contract.graphql'), 'utf8'));

describe('the public schema', () => {
  it('has everything that the contract promises, letter by letter', async () => {
    expect(contractGaps(readContract(), await buildSchemaToPrint())).toEqual([]);
  });

  it('is what stands in server/schema.graphql (run `npm run schema` after a change)', async () => {
    expect(readFileSync(SCHEMA_FILE, 'utf8')).toBe(await printSchemaFile());
  });

  it('describes every operation', async () => {
    const schema = await buildSchemaToPrint();
    const operations = [
      schema.getQueryType(),
      schema.getMutationType(),
      schema.getSubscriptionType(),
    ].flatMap((type) => Object.values(type?.getFields() ?? {}));

    expect(operations.length).toBeGreaterThan(5);
    expect(operations.filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
  });
});
