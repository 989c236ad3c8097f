import { lazy } from 'react';
import { Navigate, type RouteObject, useRoutes } from 'react-router';
import { paths } from '../lib/paths';
import { AccountFrame } from './AccountFrame';
import { preloadable } from './preloadable';
import { RequireSession } from './RequireSession';
import { Shell } from './Shell';

const { Page: ApiKeysPage, preload: preloadApiKeys } = preloadable(() =>
  import('../pages/ApiKeysPage').then((page) => ({ default: page.ApiKeysPage })),
);
const { Page: UsagePage, preload: preloadUsage } = preloadable(() =>
  import('../pages/UsagePage').then((page) => ({ default: page.UsagePage })),
);
const NewApiKeyPage = lazy(() =>
  import('../pages/NewApiKeyPage').then((page) => ({ default: page.NewApiKeyPage })),
);
const EditApiKeyPage = lazy(() =>
  import('../pages/EditApiKeyPage').then((page) => ({ default: page.EditApiKeyPage })),
);
const RevokeApiKeyPage = lazy(() =>
  import('../pages/RevokeApiKeyPage').then((page) => ({ default: page.RevokeApiKeyPage })),
);
const RevokeApiKeysPage = lazy(() =>
  import('../pages/RevokeApiKeysPage').then((page) => ({ default: page.RevokeApiKeysPage })),
);
const ApiKeyPage = lazy(() => import('../pages/ApiKeyPage').then((page) => ({ default: page.ApiKeyPage })));
const RotateApiKeyPage = lazy(() =>
  import('../pages/RotateApiKeyPage').then((page) => ({ default: page.RotateApiKeyPage })),
);
const AuditPage = lazy(() => import('../pages/AuditPage').then((page) => ({ default: page.AuditPage })));
const AccessTokensPage = lazy(() =>
  import('../pages/AccessTokensPage').then((page) => ({ default: page.AccessTokensPage })),
);
const CreateAccessTokenDialog = lazy(() =>
  import('../features/accessTokens/CreateAccessTokenDialog').then((file) => ({
    default: file.CreateAccessTokenDialog,
  })),
);
const RevokeAccessTokenPage = lazy(() =>
  import('../pages/RevokeAccessTokenPage').then((page) => ({ default: page.RevokeAccessTokenPage })),
);
const ModelsPage = lazy(() => import('../pages/ModelsPage').then((page) => ({ default: page.ModelsPage })));
const DocsPage = lazy(() => import('../pages/DocsPage').then((page) => ({ default: page.DocsPage })));
const PlaygroundPage = lazy(() =>
  import('../pages/PlaygroundPage').then((page) => ({ default: page.PlaygroundPage })),
);
const SignInPage = lazy(() => import('../pages/SignInPage').then((page) => ({ default: page.SignInPage })));
const NotFoundPage = lazy(() =>
  import('../pages/NotFoundPage').then((page) => ({ default: page.NotFoundPage })),
);

/** Begins to load what an address shows while nobody knows yet who is there: the two pages that are opened most. */
export function preloadPage(pathname: string): void {
  if (pathname.startsWith(paths.usage)) preloadUsage();
  else if (pathname.startsWith(paths.apiKeys)) preloadApiKeys();
}

/** Every address and what it shows. Each page is its own file to load. */
const routes: RouteObject[] = [
  {
    element: <Shell />,
    children: [
      { index: true, element: <Navigate to={paths.apiKeys} replace /> },
      { path: paths.signIn, element: <SignInPage /> },
      { path: paths.playground, element: <PlaygroundPage /> },
      {
        element: <RequireSession />,
        children: [
          { path: paths.models, element: <ModelsPage /> },
          { path: `${paths.docs}/*`, element: <DocsPage /> },
        ],
      },
      {
        path: paths.account,
        element: <RequireSession />,
        children: [
          { index: true, element: <Navigate to={paths.apiKeys} replace /> },
          {
            element: <AccountFrame />,
            children: [
              {
                path: 'keys',
                element: <ApiKeysPage />,
                children: [
                  { path: 'new', element: <NewApiKeyPage /> },
                  { path: 'revoke', element: <RevokeApiKeysPage /> },
                  { path: ':id', element: <ApiKeyPage /> },
                  { path: ':id/rotate', element: <RotateApiKeyPage /> },
                  { path: ':id/edit', element: <EditApiKeyPage /> },
                  { path: ':id/revoke', element: <RevokeApiKeyPage /> },
                ],
              },
              { path: 'usage', element: <UsagePage /> },
              { path: 'audit', element: <AuditPage /> },
              {
                path: 'tokens',
                element: <AccessTokensPage />,
                children: [
                  { path: 'new', element: <CreateAccessTokenDialog /> },
                  { path: ':id/revoke', element: <RevokeAccessTokenPage /> },
                ],
              },
            ],
          },
        ],
      },
      { path: '*', element: <NotFoundPage /> },
    ],
  },
];

export function Pages() {
  return useRoutes(routes);
}
