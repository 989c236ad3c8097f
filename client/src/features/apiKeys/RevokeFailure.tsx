import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { errorSentence } from '../../lib/errorSentence';
import type { Failure } from '../../lib/failure';
import { Reference } from '../../ui/Reference';

interface RevokeFailureProps {
  readonly failure: Failure;
  readonly onRetry: () => void;
}

/** Says plainly whether the key still works: that is what one must know when a revoke has failed. */
export function RevokeFailure({ failure, onRetry }: RevokeFailureProps) {
  const { t } = useTranslation();
  const text =
    failure.kind === 'unreachable'
      ? t('keyRevoke.unreachable')
      : `${t('keyRevoke.failed')} ${errorSentence(failure, t)}`;
  return (
    <Alert
      severity="error"
      action={
        <Button color="inherit" onClick={onRetry}>
          {t('action.retry')}
        </Button>
      }
    >
      {text}
      <Reference failure={failure} />
    </Alert>
  );
}
