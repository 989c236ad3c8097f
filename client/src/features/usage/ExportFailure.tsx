import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import type { ExportProblem } from './downloadUsage';

interface ExportFailureProps {
  readonly problem: ExportProblem;
  readonly onRetry: () => void;
  readonly onClose: () => void;
}

/** A file that did not come: nothing of it was kept. */
export function ExportFailure({ problem, onRetry, onClose }: ExportFailureProps) {
  const { t } = useTranslation();
  return (
    <Alert
      severity="error"
      sx={{ flexBasis: '100%' }}
      action={
        <>
          {problem === 'failed' && (
            <Button color="inherit" size="small" onClick={onRetry}>
              {t('action.retry')}
            </Button>
          )}
          <Button color="inherit" size="small" onClick={onClose}>
            {t('action.close')}
          </Button>
        </>
      }
    >
      {t(`usage.export.${problem}`)}
    </Alert>
  );
}
