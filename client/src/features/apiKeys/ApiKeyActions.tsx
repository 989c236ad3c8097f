import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate } from 'react-router';
import { copyText } from '../../lib/copyText';
import { paths } from '../../lib/paths';
import { ChevronDownIcon } from '../../ui/icons';
import { useNotify } from '../../ui/Notifications';
import { canRotate } from './apiKeyStanding';
import { actionButtonId } from './listFocus';
import type { ApiKeyRow } from './useApiKeys';

/** What one can do with a key. A revoked key can only be looked up. */
export function ApiKeyActions({ apiKey }: { apiKey: ApiKeyRow }) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const navigate = useNavigate();
  const { search, state } = useLocation();
  const notify = useNotify();
  const menuId = useId();
  const close = () => setAnchor(null);

  /** The dialogs open over this very list, so its question and place go with them. */
  function open(pathname: string) {
    close();
    void navigate({ pathname, search }, { state });
  }

  async function copyId() {
    close();
    if (await copyText(apiKey.id)) notify(t('keys.idCopied'));
    else notify(t('state.copyFailed'));
  }

  return (
    <>
      <Button
        id={actionButtonId(apiKey.id)}
        size="small"
        variant="outlined"
        aria-label={t('keys.actionFor', { name: apiKey.name })}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? menuId : undefined}
        endIcon={<ChevronDownIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('keys.action')}
      </Button>
      <Menu
        id={menuId}
        open={anchor !== null}
        anchorEl={anchor}
        onClose={close}
        // A place of its own on the page, as it stands outside of all others.
        slotProps={{ root: { role: 'region', 'aria-labelledby': actionButtonId(apiKey.id) } }}
      >
        {apiKey.status !== 'REVOKED' && [
          <MenuItem key="edit" onClick={() => open(paths.editApiKey(apiKey.id))}>
            {t('keys.edit')}
          </MenuItem>,
          <MenuItem key="revoke" onClick={() => open(paths.revokeApiKey(apiKey.id))}>
            {t('keys.revoke')}
          </MenuItem>,
          <Divider key="line" />,
        ]}
        <MenuItem component={Link} to={paths.usageOfApiKey(apiKey.id)}>
          {t('keys.viewUsage')}
        </MenuItem>
        <MenuItem onClick={() => void copyId()}>{t('keys.copyId')}</MenuItem>
        {canRotate(apiKey) && (
          <MenuItem onClick={() => open(paths.rotateApiKey(apiKey.id))}>{t('keyRotate.menu')}</MenuItem>
        )}
      </Menu>
    </>
  );
}
