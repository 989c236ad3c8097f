import type { GraphQLCodegenDataMasking } from '@apollo/client/masking';

declare module '@apollo/client' {
  /** What a fragment asks for is hidden from everyone but its own component, in types as at run time. */
  interface TypeOverrides extends GraphQLCodegenDataMasking.TypeOverrides {}
}
