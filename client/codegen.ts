import path from 'node:path';
import type { CodegenConfig } from '@graphql-codegen/cli';

const source = path.join(import.meta.dirname, 'src');
const features = ['accessTokens', 'accounts', 'apiKeys', 'audit', 'models', 'usage'] as const;

/**
 * Typed documents for the screens, from the server's printed schema; one folder for each feature, so that a page
 * loads its own documents only. The output is never edited or committed.
 */
const config: CodegenConfig = {
  schema: path.join(import.meta.dirname, '../server/schema.graphql'),
  generates: Object.fromEntries(
    features.map((feature) => [
      path.join(source, 'graphql', feature, '/'),
      {
        documents: path.join(source, 'features', feature, '*.graphql.ts'),
        preset: 'client',
        // Apollo Client masks, not the generated code: what a fragment asks for is typed as hidden from everyone else.
        presetConfig: { fragmentMasking: false },
        config: {
          inlineFragmentTypes: 'mask',
          customDirectives: { apolloUnmask: true },
          useTypeImports: true,
          enumsAsTypes: true,
          strictScalars: true,
          scalars: {
            ID: 'string',
            DateTime: 'string',
            Decimal: 'string',
            TimeZone: 'string',
            SafeInt: 'number',
          },
        },
      },
    ]),
  ),
};

export default config;
