import { graphql } from '../../graphql/accessTokens';

export const ACCESS_TOKENS = graphql(/* GraphQL */ `
  query AccessTokens {
    accessTokens {
      id
      name
      ...AccessTokenCard
    }
  }
`);

export const CREATE_ACCESS_TOKEN = graphql(/* GraphQL */ `
  mutation CreateAccessToken($input: CreateAccessTokenInput!) {
    createAccessToken(input: $input) {
      accessToken {
        id
        name
      }
      secret
    }
  }
`);

export const REVOKE_ACCESS_TOKEN = graphql(/* GraphQL */ `
  mutation RevokeAccessToken($input: RevokeAccessTokenInput!) {
    revokeAccessToken(input: $input) {
      id
    }
  }
`);
