/** Every address of the screens. Links are made here and nowhere else. */
export const paths = {
  account: '/account',
  apiKeys: '/account/keys',
  newApiKey: '/account/keys/new',
  newApiKeyFor: (modelId: string) => `/account/keys/new?for=${encodeURIComponent(modelId)}`,
  apiKey: (id: string) => `/account/keys/${encodeURIComponent(id)}`,
  editApiKey: (id: string) => `/account/keys/${encodeURIComponent(id)}/edit`,
  revokeApiKey: (id: string) => `/account/keys/${encodeURIComponent(id)}/revoke`,
  rotateApiKey: (id: string) => `/account/keys/${encodeURIComponent(id)}/rotate`,
  revokeApiKeys: '/account/keys/revoke',
  usage: '/account/usage',
  audit: '/account/audit',
  auditOf: (subjectId: string) => `/account/audit?subject=${encodeURIComponent(subjectId)}`,
  accessTokens: '/account/tokens',
  newAccessToken: '/account/tokens/new',
  revokeAccessToken: (id: string) => `/account/tokens/${encodeURIComponent(id)}/revoke`,
  usageOfApiKey: (id: string) => `/account/usage?keys=${encodeURIComponent(id)}`,
  usageOfModel: (id: string) => `/account/usage?models=${encodeURIComponent(id)}`,
  models: '/models',
  playground: '/playground',
  docs: '/docs',
  signIn: '/sign-in',
  /** Sign-in that comes back to where it was asked for. */
  signInThen: (returnTo: string) => `/sign-in?from=${encodeURIComponent(returnTo)}`,
} as const;

/**
 * Where to go after sign-in. Only addresses of this site count: a link must not send people elsewhere. Control
 * characters are out as well, because browsers drop some of them and read on.
 */
export function returnPath(from: string | null): string {
  return from !== null && /^\/(?![/\\])\P{Cc}*$/u.test(from) && !from.startsWith(paths.signIn)
    ? from
    : paths.apiKeys;
}
