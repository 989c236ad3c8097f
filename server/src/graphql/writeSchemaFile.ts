import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { printSchemaFile } from './printSchemaFile';

/** Where the printed schema is kept, seen from the sources. */
export const SCHEMA_FILE = path.join(__dirname, '../../schema.graphql');

async function main(): Promise<void> {
  writeFileSync(SCHEMA_FILE, await printSchemaFile());
}

if (require.main === module) void main();
