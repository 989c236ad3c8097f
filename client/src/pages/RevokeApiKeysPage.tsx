import { useState } from 'react';
import { Navigate, useLocation, useOutletContext } from 'react-router';
import { useViewer } from '../features/accounts/viewer';
import { RevokeApiKeysDialog } from '../features/apiKeys/RevokeApiKeysDialog';
import { paths } from '../lib/paths';
import type { ListBehind } from './ApiKeysPage';

/** The dialog of /account/keys/revoke, for the keys that are ticked when it opens; without any the list stays as it is. */
export function RevokeApiKeysPage() {
  const { search } = useLocation();
  const { selection } = useOutletContext<ListBehind>();
  const { account } = useViewer();
  const [keys] = useState(selection.keys);
  if (keys.length === 0) return <Navigate to={{ pathname: paths.apiKeys, search }} replace />;
  return <RevokeApiKeysDialog keys={keys} listSearch={search} zone={account.timeZone} />;
}
