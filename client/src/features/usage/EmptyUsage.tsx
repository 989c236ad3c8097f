import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { paths } from '../../lib/paths';
import { useFormat } from '../../lib/useFormat';
import { useServerWatch } from '../../lib/useServerWatch';
import { EmptyState } from '../../ui/EmptyState';
import { UsageIcon } from '../../ui/frameIcons';
import { SearchIcon } from '../../ui/icons';
import { USAGE_CHANGED } from './usage.graphql';
import { NO_FILTERS, type UsageQuestion } from './usageQuestion';
import { useEverUsed } from './useEverUsed';
import type { UsageFrame } from './useUsage';

interface EmptyUsageProps {
  readonly reason: 'inRange' | 'filtered';
  readonly frame: UsageFrame;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
  /** Usage has come: ask again. */
  readonly onRefresh: () => void;
}

/** Nothing was used: never, not in this time, or not with these filters. */
export function EmptyUsage({ reason, frame, onAsk, onRefresh }: EmptyUsageProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const { hasUsed, hasKeys } = useEverUsed(reason === 'inRange');
  // Nobody has to know of a button to see the first numbers come.
  useServerWatch(USAGE_CHANGED, { isOn: !hasUsed, asksFirst: false }, onRefresh);
  if (reason === 'filtered') {
    return (
      <EmptyState
        icon={SearchIcon}
        title={t('usage.empty.filtered')}
        actions={
          <Button variant="outlined" onClick={() => onAsk(NO_FILTERS)}>
            {t('action.clearFilters')}
          </Button>
        }
      />
    );
  }
  if (!hasUsed) {
    return (
      <EmptyState
        icon={UsageIcon}
        title={t('usage.empty.never')}
        text={t('usage.empty.neverText')}
        actions={
          <>
            <Button
              variant={hasKeys ? 'text' : 'contained'}
              component={Link}
              to={hasKeys ? paths.docs : paths.newApiKey}
            >
              {t(hasKeys ? 'docs.quickStart' : 'keys.create')}
            </Button>
            <Button variant={hasKeys ? 'contained' : 'text'} component={Link} to={paths.apiKeys}>
              {t('nav.keys')}
            </Button>
          </>
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
        <Button
          variant="outlined"
          onClick={() => onAsk({ range: { kind: 'preset', preset: '90d' }, trail: [] })}
        >
          {t('usage.empty.show90')}
        </Button>
      }
    />
  );
}
