import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths';
import { useKnownFragment } from '../../lib/useKnownFragment';
import { MaskedKey } from '../../ui/MaskedKey';
import { TimeText } from '../../ui/TimeText';
import { ACCESS_TOKEN_CARD } from './accessTokenCard.graphql';
import type { AccessToken } from './useAccessTokens';

/** Every token with what it may do and when it was last used. An account has few of them. */
export function AccessTokenList({ tokens }: { tokens: readonly AccessToken[] }) {
  const { t } = useTranslation();
  return (
    <Box
      component="ul"
      aria-label={t('nav.tokens')}
      sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}
    >
      {tokens.map((token) => (
        <TokenCard key={token.id} token={token} />
      ))}
    </Box>
  );
}

function TokenCard({ token }: { token: AccessToken }) {
  const { t } = useTranslation();
  const data = useKnownFragment({ fragment: ACCESS_TOKEN_CARD, from: token });
  const { maskedToken, scopes, createdAt, lastUsedAt, expiresAt } = data;
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  return (
    <Paper
      component="li"
      variant="outlined"
      sx={{ p: 2, display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 2 }}
    >
      <Box sx={{ flex: '1 1 16rem', minWidth: 0, display: 'grid', gap: 0.75 }}>
        <Typography component="h2" variant="h3" sx={{ overflowWrap: 'anywhere' }}>
          <bdi translate="no">{token.name}</bdi>
        </Typography>
        <MaskedKey text={maskedToken} />
        <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 0.75 }}>
          {scopes.map((scope) => (
            <Chip key={scope} size="small" label={t(`tokens.scope.${scope}`)} />
          ))}
        </Box>
      </Box>
      <Typography
        variant="body2"
        component="dl"
        color="textSecondary"
        sx={{ m: 0, display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 1.5, '& dd': { m: 0 } }}
      >
        <dt>{t('keys.column.createdAt')}</dt>
        <dd>
          <TimeText at={createdAt} />
        </dd>
        <dt>{t('keys.column.lastUsedAt')}</dt>
        <dd>{lastUsedAt ? <TimeText at={lastUsedAt} /> : t('keys.neverUsed')}</dd>
        <dt>{t(isExpired ? 'keys.status.expired' : 'keys.column.expiresAt')}</dt>
        <dd>{expiresAt ? <TimeText at={expiresAt} /> : t('keys.neverExpires')}</dd>
      </Typography>
      <Button
        component={Link}
        to={paths.revokeAccessToken(token.id)}
        variant="outlined"
        color="error"
        size="small"
        aria-label={t('tokens.revokeOf', { name: token.name })}
      >
        {t('keys.revoke')}
      </Button>
    </Paper>
  );
}
