import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../../lib/failure';
import { ErrorNotice } from '../../ui/ErrorNotice';
import type { UsageQuestion } from './usageQuestion';
import type { UsageFrame } from './useUsage';

interface FailedUsageProps {
  readonly failure: Failure;
  readonly frame: UsageFrame;
  readonly onRetry: () => void;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
}

/** Why there are no numbers. Of a time whose single calls are gone it shows the way to what is still there. */
export function FailedUsage({ failure, frame, onRetry, onAsk }: FailedUsageProps) {
  const { t } = useTranslation();
  if (frame.step !== 'FIVE_MINUTES' || !isRefusedStep(failure)) {
    return <ErrorNotice title={t('usage.loadFailed')} failure={failure} onRetry={onRetry} />;
  }
  return (
    <Alert
      severity="info"
      action={
        <Button color="inherit" onClick={() => onAsk({ step: 'HOUR' })}>
          {t('usage.callsGone.byHour')}
        </Button>
      }
    >
      {t('usage.callsGone.text')}
    </Alert>
  );
}

function isRefusedStep(failure: Failure): boolean {
  return failure.kind === 'refused' && failure.code === 'INVALID_INPUT' && failure.field === 'granularity';
}
