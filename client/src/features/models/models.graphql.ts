import { graphql } from '../../graphql/models';

export const MODELS = graphql(/* GraphQL */ `
  query Models {
    models {
      id
      name
      provider
      kind
      contextTokens
      inputPrice
      outputPrice
      isAvailable
    }
  }
`);
