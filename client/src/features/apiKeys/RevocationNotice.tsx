import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { paths } from '../../lib/paths';
import { visuallyHidden } from '../../ui/hidden';
import { CheckCircleIcon, CloseIcon } from '../../ui/icons';
import { useReceiptText } from './useReceiptText';
import { useRevocationStore, useRevocations } from './useRevocations';

/** The receipt of what was revoked last. It stays until it is put away, and then in the detail of the key. */
export function RevocationNotice() {
  const { t } = useTranslation();
  const { search } = useLocation();
  const store = useRevocationStore();
  const { unread } = useRevocations();
  const receiptText = useReceiptText();
  const [first, second] = unread;
  const isSilent = unread.some(({ receipt }) => receipt.nodes.some((node) => node.acknowledgedAt === null));
  return (
    // Always there, so that what comes into it is read out.
    <Box role="status" sx={first ? {} : visuallyHidden}>
      {first && (
        <Alert
          role="presentation"
          severity={isSilent ? 'warning' : 'success'}
          {...(!isSilent && { icon: <CheckCircleIcon fontSize="inherit" /> })}
          action={
            <>
              {!second && (
                <Button
                  color="inherit"
                  component={Link}
                  to={{ pathname: paths.apiKey(first.id), search }}
                  sx={{ whiteSpace: 'nowrap' }}
                >
                  {t('keyRevoke.details')}
                </Button>
              )}
              <IconButton
                color="inherit"
                aria-label={t('keys.expiry.dismiss')}
                onClick={() => store.dismiss()}
              >
                <CloseIcon fontSize="small" />
              </IconButton>
            </>
          }
        >
          {!second && (
            <Box sx={{ fontWeight: 560, overflowWrap: 'anywhere' }}>
              <bdi translate="no">{first.name}</bdi>
            </Box>
          )}
          <div>{receiptText(unread.map(({ receipt }) => receipt))}</div>
        </Alert>
      )}
    </Box>
  );
}
