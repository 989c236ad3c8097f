import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon } from '../../ui/icons';
import { ApiKeyMenu } from './ApiKeyMenu';
import { actionButtonId } from './listFocus';
import type { ApiKeyRow } from './useApiKeys';

/** Opens what one can do with a key. A page may hold a hundred of these: the menu is made when it is first wanted. */
export function ApiKeyActions({ apiKey }: { apiKey: ApiKeyRow }) {
  const { t } = useTranslation();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isMade, setMade] = useState(false);
  const menuId = useId();
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
        onClick={(event) => {
          setMade(true);
          setAnchor(event.currentTarget);
        }}
      >
        {t('keys.action')}
      </Button>
      {isMade && <ApiKeyMenu id={menuId} apiKey={apiKey} anchor={anchor} onClose={() => setAnchor(null)} />}
    </>
  );
}
