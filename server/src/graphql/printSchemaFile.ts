import { printSchema } from 'graphql';
import { buildSchemaToPrint } from './buildGraphQLSchema';

const NOTE = '# Made by `npm run schema`. The public contract: read each change of it in review.\n\n';

/** The text of server/schema.graphql. Fields stand in the order in which the code names them. */
export async function printSchemaFile(): Promise<string> {
  return `${NOTE}${printSchema(await buildSchemaToPrint())}\n`;
}
