import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import Stack from '@mui/material/Stack';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { errorSentence } from '../lib/errorSentence';
import type { Failure } from '../lib/failure';
import { BusyButton } from './BusyButton';
import { DialogFrame } from './DialogFrame';
import { Reference } from './Reference';

interface RevokeDialogProps {
  readonly title: string;
  /** What it is about and who would notice; stands before the warning. */
  readonly facts?: ReactNode;
  /** What happens then: read out with the title. */
  readonly warning: string;
  /** What the destructive button says. */
  readonly submit: string;
  readonly isBusy: boolean;
  readonly failure: Failure | null;
  /** Whether it still works: that is what one must know when a revoke has failed. */
  readonly failureTexts: { readonly refused: string; readonly unreachable: string };
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  /** What stands after the warning. */
  readonly children?: ReactNode;
}

/**
 * The last question before a credential is stopped for good. Cancel has the focus. Unlike forms it does not wait after "too many
 * requests": whoever stops a leaked key may press again at once.
 */
export function RevokeDialog(props: RevokeDialogProps) {
  const { title, facts, warning, submit, isBusy, failure, failureTexts, onConfirm, onClose, children } =
    props;
  const { t } = useTranslation();
  const id = useId();
  return (
    <DialogFrame role="alertdialog" title={title} describedBy={`${id}-warning`} onClose={onClose}>
      {/* Reached by keyboard, because it may scroll and often holds nothing else that is. */}
      <DialogContent tabIndex={0} role="group" aria-label={title}>
        <Stack sx={{ gap: 2 }}>
          {failure && (
            <Alert
              severity="error"
              action={
                <Button color="inherit" onClick={onConfirm}>
                  {t('action.retry')}
                </Button>
              }
            >
              {failure.kind === 'unreachable'
                ? failureTexts.unreachable
                : `${failureTexts.refused} ${errorSentence(failure, t)}`}
              <Reference failure={failure} />
            </Alert>
          )}
          {facts}
          <DialogContentText id={`${id}-warning`} sx={{ color: 'text.primary' }}>
            {warning}
          </DialogContentText>
          {children}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button autoFocus onClick={onClose}>
          {t('action.cancel')}
        </Button>
        <BusyButton color="error" isBusy={isBusy} busyText={t('keyRevoke.sending')} onClick={onConfirm}>
          {submit}
        </BusyButton>
      </DialogActions>
    </DialogFrame>
  );
}
