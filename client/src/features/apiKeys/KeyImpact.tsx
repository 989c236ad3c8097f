import { useQuery } from '@apollo/client/react';
import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { API_KEY_IMPACT } from './apiKeyImpact.graphql';

/** Who would notice if the key stopped now. Nothing while that is asked or cannot be told, which stops nobody. */
export function KeyImpact({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data } = useQuery(API_KEY_IMPACT, { variables: { id }, fetchPolicy: 'no-cache' });
  const impact = data?.apiKey?.impact;
  if (!impact || (impact.requestsLastDay === 0 && impact.openStreams === 0 && impact.clients.length === 0)) {
    return null;
  }
  return (
    <Box
      component="dl"
      aria-label={t('keyRevoke.impact')}
      sx={{
        m: 0,
        display: 'grid',
        gridTemplateColumns: 'auto 1fr',
        columnGap: 2,
        rowGap: 0.5,
        overflowWrap: 'anywhere',
        '& dt': { color: 'text.secondary' },
        '& dd': { m: 0, minWidth: 0 },
        // Beside its name a list would have a word's width on a phone.
        '& dd.list': { gridColumn: { xs: '1 / -1', sm: 'auto' } },
      }}
    >
      <dt>{t('keyRevoke.lastHour')}</dt>
      <dd>{format.count(impact.requestsLastHour)}</dd>
      <dt>{t('keyRevoke.lastDay')}</dt>
      <dd>{format.count(impact.requestsLastDay)}</dd>
      <dt>{t('keyRevoke.openStreams')}</dt>
      <dd>{format.count(impact.openStreams)}</dd>
      {impact.clients.length > 0 && (
        <>
          <dt>{t('keyRevoke.programs')}</dt>
          <dd className="list" translate="no">
            {format.list(impact.clients)}
          </dd>
        </>
      )}
      {impact.models.length > 0 && (
        <>
          <dt>{t('keys.column.models')}</dt>
          <dd className="list" translate="no">
            {format.list(impact.models.map(({ name }) => name))}
          </dd>
        </>
      )}
    </Box>
  );
}
