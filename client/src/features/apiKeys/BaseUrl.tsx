import Box from '@mui/material/Box';
import MuiLink from '@mui/material/Link';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { gatewayBaseUrl, useConfig } from '../../lib/config';
import { paths } from '../../lib/paths';
import { CopyButton } from '../../ui/CopyButton';
import { MONOSPACE } from '../../ui/monospace';

/** What one puts into an OpenAI client beside the key. */
export function BaseUrl({ isLinked = true }: { isLinked?: boolean }) {
  const { t } = useTranslation();
  const url = gatewayBaseUrl(useConfig());
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: 1 }}>
      <Typography color="textSecondary">
        {isLinked && t('keys.lead')} {t('keys.baseUrl')}
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
      {isLinked && (
        <MuiLink component={Link} to={paths.docs} sx={{ px: 1 }}>
          {t('docs.quickStart')}
        </MuiLink>
      )}
    </Box>
  );
}
