import Alert from '@mui/material/Alert';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import type { ApiKeyRow } from './useApiKeys';

/** Why a leaked key is dead: who found it, when and where. The address is a stranger's: it is read, not followed. */
export function LeakNotice({ leak }: { leak: NonNullable<ApiKeyRow['leak']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [finder, place = 'unknown'] = leak.source.split('/');
  const date = format.minute(new Date(leak.reportedAt), browserTimeZone());
  return (
    <Alert severity="error">
      {finder === 'github' && place !== 'unknown'
        ? t('keyDetail.leakedOnGithub', { date, place: place.replaceAll('_', ' ') })
        : t('keyDetail.leaked', { date })}{' '}
      {leak.url !== null && (
        <>
          {t('keyDetail.leakedAt')} <bdi translate="no">{leak.url}</bdi>
          <br />
        </>
      )}
      {t('keyDetail.leakedNext')}
    </Alert>
  );
}
