import { graphql } from '../../graphql/accounts';

export const VIEWER = graphql(/* GraphQL */ `
  query Viewer {
    viewer {
      user {
        id
        name
        email
      }
      account {
        id
        name
        timeZone
        apiKeyLimit
        apiKeyMaxLifetimeDays
        plan {
          name
          isPaid
          endsAt
        }
      }
    }
  }
`);
