import { graphql } from '../../graphql/accessTokens';

/** What the card of a token shows besides its name. */
export const ACCESS_TOKEN_CARD = graphql(/* GraphQL */ `
  fragment AccessTokenCard on AccessToken {
    id
    maskedToken
    scopes
    createdAt
    lastUsedAt
    expiresAt
  }
`);
