import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { errorSentence } from '../../lib/errorSentence';
import type { Failure } from '../../lib/failure';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import { useNotify } from '../../ui/Notifications';
import { isOverlapping } from './apiKeyStanding';
import type { ApiKeyRow } from './useApiKeys';
import { useRotateApiKey } from './useRotateApiKey';

/** While a rotated key still answers to its old secret: until when, whether anyone uses it, and the way to stop it. */
export function OverlapNotice({ apiKey }: { apiKey: ApiKeyRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const notify = useNotify();
  const { endOverlap } = useRotateApiKey();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const { oldSecretEndsAt, oldSecretLastUsedAt } = apiKey;
  if (oldSecretEndsAt === null || !isOverlapping(apiKey, new Date())) return null;

  async function end() {
    if (isBusy) return;
    setBusy(true);
    setFailure(null);
    const outcome = await endOverlap(apiKey.id);
    setBusy(false);
    if (outcome.ok) notify(t('keyRotate.ended'));
    else setFailure(outcome.failure);
  }

  return (
    <Alert severity={failure ? 'error' : 'info'}>
      {t('keyRotate.until', { date: format.minute(new Date(oldSecretEndsAt), browserTimeZone()) })}{' '}
      {oldSecretLastUsedAt === null
        ? t('keyRotate.oldUnused')
        : t('keyRotate.oldUsed', { time: format.relative(new Date(oldSecretLastUsedAt)) })}
      {failure && ` ${t('keyRotate.endFailed')} ${errorSentence(failure, t)}`}
      <br />
      <Button
        size="small"
        variant="outlined"
        color="inherit"
        aria-busy={isBusy}
        onClick={() => void end()}
        sx={{ mt: 1 }}
      >
        {t('keyRotate.end')}
      </Button>
    </Alert>
  );
}
