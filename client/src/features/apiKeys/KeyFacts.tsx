import Alert from '@mui/material/Alert';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { MaskedKey } from '../../ui/MaskedKey';
import type { ApiKeyRow } from './useApiKeys';
import { useTokensLastWeek } from './useTokensLastWeek';

/** Which key it is, and who might miss it. */
export function KeyFacts({ apiKey, zone }: { apiKey: ApiKeyRow; zone: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const tokens = useTokensLastWeek(apiKey.id, zone);
  const { maskedKey, createdAt, lastUsedAt } = apiKey;
  const facts = lastUsedAt && [
    t('keyRevoke.lastUsed', { time: format.relative(new Date(lastUsedAt)) }),
    ...(tokens === null ? [] : [t('keyRevoke.tokens', { tokens: format.compact(tokens) })]),
  ];
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Typography component="p" color="textSecondary">
        <MaskedKey text={maskedKey} /> ·{' '}
        {t('keyRevoke.created', { time: format.relative(new Date(createdAt)) })}
      </Typography>
      {facts ? (
        <Alert severity="warning" role="note">
          {facts.join(' · ')}
        </Alert>
      ) : (
        <Typography>{t('keyRevoke.neverUsed')}</Typography>
      )}
    </Stack>
  );
}
