import Divider from '@mui/material/Divider';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Viewer } from '../features/accounts/useSession';
import { useSignOut } from '../features/accounts/useSignOut';
import { WhoIsSignedIn } from '../features/accounts/WhoIsSignedIn';
import { useConfig } from '../lib/config';
import { paths } from '../lib/paths';
import { shortcutList } from '../lib/shortcutSwitch';
import { useThemeItems } from './useThemeItems';

interface AccountMenuListProps {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly viewer: Viewer;
  readonly onClose: () => void;
}

/** Who is signed in, the way to My Account, the colour scheme, the shortcuts, and the way out. */
export function AccountMenuList({ id, anchor, viewer, onClose }: AccountMenuListProps) {
  const { t } = useTranslation();
  const signOut = useSignOut();
  const themeItems = useThemeItems();
  const { hasPlayground } = useConfig();
  const isNarrow = useMediaQuery((theme) => theme.breakpoints.down('md'));
  return (
    <Menu
      id={id}
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
      transformOrigin={{ vertical: 'top', horizontal: 'right' }}
      slotProps={{ paper: { sx: { minWidth: 240 } } }}
    >
      <WhoIsSignedIn viewer={viewer} />
      <Divider sx={{ my: 1 }} />
      <MenuItem component={Link} to={paths.apiKeys} onClick={onClose}>
        {t('nav.myAccount')}
      </MenuItem>
      {isNarrow && (
        <MenuItem component={Link} to={paths.models} onClick={onClose}>
          {t('nav.models')}
        </MenuItem>
      )}
      {isNarrow && hasPlayground && (
        <MenuItem component={Link} to={paths.playground} onClick={onClose}>
          {t('nav.playground')}
        </MenuItem>
      )}
      {isNarrow && (
        <MenuItem component={Link} to={paths.docs} onClick={onClose}>
          {t('nav.docs')}
        </MenuItem>
      )}
      <Divider />
      <ListSubheader role="presentation" sx={{ lineHeight: 2.4, bgcolor: 'transparent' }}>
        {t('theme.label')}
      </ListSubheader>
      {themeItems}
      <Divider />
      <MenuItem
        onClick={() => {
          onClose();
          shortcutList.report();
        }}
      >
        {t('nav.shortcuts')}
      </MenuItem>
      <MenuItem
        onClick={() => {
          onClose();
          void signOut();
        }}
      >
        {t('action.signOut')}
      </MenuItem>
    </Menu>
  );
}
