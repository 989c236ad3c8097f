import MuiLink from '@mui/material/Link';
import { Link, useLocation } from 'react-router';
import { paths } from '../../lib/paths';
import type { ApiKeyRow } from './useApiKeys';

/** The name, leading to the detail over this very list. Names may run from right to left. */
export function ApiKeyNameLink({ apiKey }: { apiKey: ApiKeyRow }) {
  const { search, state } = useLocation();
  return (
    <MuiLink
      component={Link}
      to={{ pathname: paths.apiKey(apiKey.id), search }}
      state={state}
      color="inherit"
      underline="hover"
      translate="no"
    >
      <bdi>{apiKey.name}</bdi>
    </MuiLink>
  );
}
