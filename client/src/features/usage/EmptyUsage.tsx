import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths';
import { useFormat } from '../../lib/useFormat';
import { EmptyState } from '../../ui/EmptyState';
import { SearchIcon, UsageIcon } from '../../ui/icons';
import type { UsageQuestion } from './usageQuestion';
import { useHasEverUsed } from './useHasEverUsed';
import type { UsageFrame } from './useUsage';

interface EmptyUsageProps {
  readonly reason: 'inRange' | 'filtered';
  readonly frame: UsageFrame;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
}

/** Nothing was used: never, not in this time, or not with these filters. */
export function EmptyUsage({ reason, frame, onAsk }: EmptyUsageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const hasEverUsed = useHasEverUsed(reason === 'inRange');
  if (reason === 'filtered') {
    return (
      <EmptyState
        icon={SearchIcon}
        title={t('usage.empty.filtered')}
        actions={
          <Button variant="outlined" onClick={() => onAsk({ apiKeyIds: [], modelIds: [] })}>
            {t('action.clearFilters')}
          </Button>
        }
      />
    );
  }
  if (!hasEverUsed) {
    return (
      <EmptyState
        icon={UsageIcon}
        title={t('usage.empty.never')}
        text={t('usage.empty.neverText')}
        actions={
          <Button variant="contained" component={Link} to={paths.apiKeys}>
            {t('nav.keys')}
          </Button>
        }
      />
    );
  }
  const from = format.date(frame.from, frame.zone);
  const to = format.date(new Date(frame.to.getTime() - 1), frame.zone);
  return (
    <EmptyState
      icon={UsageIcon}
      title={t('usage.empty.inRange', { from, to })}
      actions={
        <Button variant="outlined" onClick={() => onAsk({ range: { kind: 'preset', preset: '90d' } })}>
          {t('usage.empty.show90')}
        </Button>
      }
    />
  );
}
