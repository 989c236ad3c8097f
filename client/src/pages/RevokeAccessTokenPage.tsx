import { Navigate, useParams } from 'react-router';
import { RevokeAccessTokenDialog } from '../features/accessTokens/RevokeAccessTokenDialog';
import { useAccessTokens } from '../features/accessTokens/useAccessTokens';
import { paths } from '../lib/paths';

/** The dialog of /account/tokens/:id/revoke. A token that is gone, or another account's, leads back to the list. */
export function RevokeAccessTokenPage() {
  const { id = '' } = useParams();
  const state = useAccessTokens();
  if (state.status !== 'ready') return null; // the page behind shows what it waits for, or what went wrong
  const token = state.tokens.find((each) => each.id === id);
  return token ? <RevokeAccessTokenDialog token={token} /> : <Navigate to={paths.accessTokens} replace />;
}
