import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { UsageIcon } from '../../ui/frameIcons';

/** A question that took too long and was taken back. */
export function CancelledUsage({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <Paper variant="outlined">
      <EmptyState
        icon={UsageIcon}
        title={t('usage.cancelled')}
        actions={
          <Button variant="outlined" onClick={onRetry}>
            {t('action.retry')}
          </Button>
        }
      />
    </Paper>
  );
}
