import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { gatewayBaseUrl, useConfig } from '../../lib/config';
import { CopyButton } from '../../ui/CopyButton';
import { MONOSPACE } from '../../ui/monospace';

/** What one puts into an OpenAI client beside the key. */
export function BaseUrl() {
  const { t } = useTranslation();
  const url = gatewayBaseUrl(useConfig());
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
      <Typography color="textSecondary">
        {t('keys.lead')} {t('keys.baseUrl')}
      </Typography>
      <Box
        component="code"
        translate="no"
        sx={{
          fontFamily: MONOSPACE,
          fontSize: '0.8125rem',
          px: 1,
          py: 0.25,
          borderRadius: 1,
          bgcolor: 'action.hover',
          overflowWrap: 'anywhere',
        }}
      >
        {url}
      </Box>
      <CopyButton text={url} label={t('keys.copyBaseUrl')} variant="text" />
    </Box>
  );
}
