import { useQuery } from '@apollo/client/react';
import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { WarningIcon } from '../../ui/frameIcons';
import { CloseIcon } from '../../ui/icons';
import { EXPIRING_API_KEYS } from './apiKeyList.graphql';
import { dismissExpiry, type ExpiryWarning, expiryWarning, isExpiryDismissed } from './expiryWarning';

/** Says that keys end within a day or a week. Put away, it stays away until other keys come near their end. */
export function ExpiryNotice({ onShow }: { onShow: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(EXPIRING_API_KEYS, { fetchPolicy: 'cache-and-network' });
  const [, setDismissed] = useState<ExpiryWarning | null>(null);
  const warning = data && expiryWarning(data.apiKeys.nodes, new Date());
  if (!warning || isExpiryDismissed(warning)) return null;

  const { count, within } = warning;
  const isMore = data.apiKeys.pageInfo.hasNextPage && count === data.apiKeys.nodes.length;
  return (
    <Alert
      severity={within === 'day' ? 'error' : 'warning'}
      role="status"
      sx={{ alignItems: 'center', '& .MuiAlert-action': { pt: 0 } }}
      icon={<WarningIcon fontSize="inherit" />}
      action={
        <>
          <Button color="inherit" onClick={onShow} sx={{ whiteSpace: 'nowrap' }}>
            {t('keys.expiry.show', { count })}
          </Button>
          <IconButton
            color="inherit"
            aria-label={t('keys.expiry.dismiss')}
            onClick={() => {
              dismissExpiry(warning);
              setDismissed(warning);
            }}
          >
            <CloseIcon fontSize="small" />
          </IconButton>
        </>
      }
    >
      {t(`keys.expiry.${within}`, { count, shown: isMore ? `${count}+` : count })}
    </Alert>
  );
}
