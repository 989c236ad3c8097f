import Alert from '@mui/material/Alert';
import { useTranslation } from 'react-i18next';
import { leakSourceOf } from '../../lib/leakSource';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import type { ApiKeyRow } from './useApiKeys';

/** Why a leaked key is dead: who found it, when and where. The address is a stranger's: it is read, not followed. */
export function LeakNotice({ leak }: { leak: NonNullable<ApiKeyRow['leak']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const source = leakSourceOf(leak.source);
  const date = format.minute(new Date(leak.reportedAt), browserTimeZone());
  return (
    <Alert severity="error">
      {source.finder === 'github' && source.place !== null
        ? t('keyDetail.leakedOnGithub', { date, place: t(`leak.place.${source.place}`) })
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
