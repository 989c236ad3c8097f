import Box from '@mui/material/Box';
import { useTranslation } from 'react-i18next';
import { type LeakSource, leakSourceOf } from '../../lib/leakSource';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import { type AuditChange, auditChanges } from './auditChanges';

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** Field by field what was and what is. */
export function AuditChanges({ detail }: { detail: string | null }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const changes = auditChanges(detail);
  if (changes.length === 0) return null;

  const nameOf = (field: string) =>
    i18n.exists(`audit.field.${field}`) ? t(`audit.field.${field as 'name'}`) : field; // the check above
  const textOf = (field: string, value: string | boolean) => {
    if (field === 'source') return leakText(leakSourceOf(String(value)));
    if (typeof value === 'boolean') return t(value ? 'audit.yes' : 'audit.no');
    return INSTANT.test(value) ? format.minute(new Date(value), browserTimeZone()) : value;
  };
  function leakText(source: LeakSource): string {
    if (source.finder === 'report') return t('leak.report');
    return source.place ? t('leak.githubIn', { place: t(`leak.place.${source.place}`) }) : t('leak.github');
  }
  const sides = ({ field, before, after }: AuditChange) => (
    <>
      {before !== null && <del>{textOf(field, before)}</del>}
      {before !== null && ' → '}
      {after === null ? t('audit.nothing') : <ins>{textOf(field, after)}</ins>}
    </>
  );
  return (
    <Box
      component="dl"
      sx={{
        m: 0,
        fontSize: '0.8125rem',
        overflowWrap: 'anywhere',
        '& > div': { display: 'flex', gap: 1 },
        '& dt': { color: 'text.secondary', flexShrink: 0, '&::after': { content: '":"' } },
        '& dd': { m: 0, minWidth: 0 },
        '& ins': { textDecoration: 'none' },
        '& del': { color: 'text.secondary' },
      }}
    >
      {changes.map((change) => (
        <div key={change.field}>
          <dt>{nameOf(change.field)}</dt>
          <dd>
            <bdi>{sides(change)}</bdi>
          </dd>
        </div>
      ))}
    </Box>
  );
}
