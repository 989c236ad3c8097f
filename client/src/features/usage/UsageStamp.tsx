import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import type { ReadyUsage } from './useUsage';

const DELAYED_AFTER_MINUTES = 5;

/** How fresh the numbers are, up to when they were proved, and a word when they are late. */
export function UsageStamp({ usage }: { usage: ReadyUsage }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { frame, report } = usage;
  const { dataUpTo, reconciledUpTo } = report.table;
  const time = format.exact(new Date(dataUpTo), frame.zone);
  const lateMinutes = Math.floor((Date.now() - new Date(dataUpTo).getTime()) / 60_000);
  const isLate = lateMinutes > DELAYED_AFTER_MINUTES && frame.to > frame.now;
  return (
    <Typography variant="body2" color="textSecondary">
      {reconciledUpTo === null
        ? t('usage.dataUpTo', { time })
        : t('usage.checkedUpTo', { time, checked: format.exact(new Date(reconciledUpTo), frame.zone) })}
      {isLate && ` ${t('usage.delayed', { count: lateMinutes })}`}
    </Typography>
  );
}
