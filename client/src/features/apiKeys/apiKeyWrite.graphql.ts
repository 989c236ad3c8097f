import { graphql } from '../../graphql/apiKeys';

export const CREATE_API_KEY = graphql(/* GraphQL */ `
  mutation CreateApiKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey {
        id
        name
      }
      secret
    }
  }
`);

export const UPDATE_API_KEY = graphql(/* GraphQL */ `
  mutation UpdateApiKey($input: UpdateApiKeyInput!) {
    updateApiKey(input: $input) {
      apiKey {
        ...ApiKeyDetails @unmask
      }
    }
  }
`);

/** Which nodes have confirmed a revocation. */
graphql(/* GraphQL */ `
  fragment Receipt on RevocationReceipt {
    revokedAt
    nodes {
      node
      acknowledgedAt
      streamsEndBy
      streamsEnded
    }
  }
`);

export const REVOKE_API_KEY = graphql(/* GraphQL */ `
  mutation RevokeApiKey($input: RevokeApiKeyInput!) {
    revokeApiKey(input: $input) {
      apiKey {
        ...ApiKeyRow
      }
      receipt {
        ...Receipt @unmask
      }
    }
  }
`);

export const REVOKE_API_KEYS = graphql(/* GraphQL */ `
  mutation RevokeApiKeys($input: RevokeApiKeysInput!) {
    revokeApiKeys(input: $input) {
      results {
        id
        apiKey {
          ...ApiKeyRow
        }
        receipt {
          ...Receipt @unmask
        }
        errorCode
      }
    }
  }
`);

export const ROTATE_API_KEY = graphql(/* GraphQL */ `
  mutation RotateApiKey($input: RotateApiKeyInput!) {
    rotateApiKey(input: $input) {
      apiKey {
        id
        name
      }
      secret
    }
  }
`);

export const END_API_KEY_OVERLAP = graphql(/* GraphQL */ `
  mutation EndApiKeyOverlap($input: EndApiKeyOverlapInput!) {
    endApiKeyOverlap(input: $input) {
      apiKey {
        ...ApiKeyDetails @unmask
      }
    }
  }
`);
