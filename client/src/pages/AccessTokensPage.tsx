import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link, Outlet } from 'react-router';
import { AccessTokenList } from '../features/accessTokens/AccessTokenList';
import { useAccessTokens } from '../features/accessTokens/useAccessTokens';
import { paths } from '../lib/paths';
import { EmptyState } from '../ui/EmptyState';
import { ErrorNotice } from '../ui/ErrorNotice';
import { FailureBoundary } from '../ui/FailureBoundary';
import { TerminalIcon } from '../ui/frameIcons';
import { AddIcon } from '../ui/icons';
import { LoadingBlock } from '../ui/LoadingBlock';
import { PageHeading } from '../ui/PageHeading';

/** The tokens by which programs use this API, and over the list the dialogs that its addresses name. */
export function AccessTokensPage() {
  const { t } = useTranslation();
  const state = useAccessTokens();
  const create = (
    <Button component={Link} to={paths.newAccessToken} variant="contained" startIcon={<AddIcon />}>
      {t('tokens.create')}
    </Button>
  );

  function content() {
    if (state.status === 'loading') return <LoadingBlock rows={3} rowHeight={96} />;
    if (state.status === 'failed')
      return <ErrorNotice title={t('tokens.failed')} failure={state.failure} onRetry={state.retry} />;
    if (state.tokens.length > 0) return <AccessTokenList tokens={state.tokens} />;
    return (
      <Paper variant="outlined">
        <EmptyState
          icon={TerminalIcon}
          title={t('tokens.none')}
          text={t('tokens.noneText')}
          actions={create}
        />
      </Paper>
    );
  }

  return (
    <Stack sx={{ gap: 2.5 }}>
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          justifyContent: 'space-between',
          gap: 2,
        }}
      >
        <div>
          <PageHeading title={t('nav.tokens')} section={t('nav.myAccount')} />
          <Typography color="textSecondary">{t('tokens.lead')}</Typography>
        </div>
        {state.status === 'ready' && state.tokens.length > 0 && create}
      </Box>
      <FailureBoundary>{content()}</FailureBoundary>
      <Outlet />
    </Stack>
  );
}
