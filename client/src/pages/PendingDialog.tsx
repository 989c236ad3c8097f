import DialogContent from '@mui/material/DialogContent';
import { useLocation, useNavigate } from 'react-router';
import type { Failure } from '../lib/failure';
import { paths } from '../lib/paths';
import { DialogFrame } from '../ui/DialogFrame';
import { ErrorNotice } from '../ui/ErrorNotice';
import { LoadingBlock } from '../ui/LoadingBlock';

interface PendingDialogProps {
  readonly title: string;
  readonly failedTitle: string;
  readonly state: { status: 'loading' } | { status: 'failed'; failure: Failure; retry: () => void };
}

/** A dialog whose content is still on its way, or did not arrive. */
export function PendingDialog({ title, failedTitle, state }: PendingDialogProps) {
  const navigate = useNavigate();
  const { search } = useLocation();
  return (
    <DialogFrame title={title} onClose={() => void navigate({ pathname: paths.apiKeys, search })}>
      <DialogContent>
        {state.status === 'loading' ? (
          <LoadingBlock rows={4} />
        ) : (
          <ErrorNotice title={failedTitle} failure={state.failure} onRetry={state.retry} />
        )}
      </DialogContent>
    </DialogFrame>
  );
}
