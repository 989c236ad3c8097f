import type { BetterAuthOptions } from 'better-auth';
import type { OrganizationOptions } from 'better-auth/plugins';

/** Where the sign-in library finds its things in our tables. A test asks it whether it misses anything. */
export const AUTH_TABLES = {
  user: {
    modelName: 'users',
    fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    additionalFields: {
      isOperator: {
        type: 'boolean',
        required: false,
        input: false,
        returned: false,
        defaultValue: false,
        fieldName: 'is_operator',
      },
    },
  },
  session: {
    modelName: 'sessions',
    fields: {
      userId: 'user_id',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  account: {
    modelName: 'credentials',
    fields: {
      userId: 'user_id',
      accountId: 'subject',
      providerId: 'provider',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'verifications',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const satisfies Pick<BetterAuthOptions, 'user' | 'session' | 'account' | 'verification'>;

/** An organization is an account. What it has paid for cannot be set through the library: input is false. */
export const ORGANIZATION_TABLES = {
  session: { fields: { activeOrganizationId: 'active_account_id' } },
  organization: {
    modelName: 'accounts',
    fields: { createdAt: 'created_at' },
    additionalFields: {
      plan: { type: 'string', required: false, input: false, defaultValue: 'FREE' },
      planEndsAt: { type: 'date', required: false, input: false, fieldName: 'plan_ends_at' },
      timeZone: {
        type: 'string',
        required: false,
        input: false,
        defaultValue: 'UTC',
        fieldName: 'time_zone',
      },
    },
  },
  member: {
    modelName: 'members',
    fields: { organizationId: 'account_id', userId: 'user_id', createdAt: 'created_at' },
  },
  invitation: {
    modelName: 'invitations',
    fields: {
      organizationId: 'account_id',
      expiresAt: 'expires_at',
      createdAt: 'created_at',
      inviterId: 'inviter_id',
    },
  },
} as const satisfies NonNullable<OrganizationOptions['schema']>;

export const RATE_LIMIT_TABLE = {
  modelName: 'sign_in_limits',
  fields: { lastRequest: 'last_request' },
} as const satisfies Pick<NonNullable<BetterAuthOptions['rateLimit']>, 'modelName' | 'fields'>;
