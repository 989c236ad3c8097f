import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { errorSentence } from '../../lib/errorSentence';
import type { Failure } from '../../lib/failure';
import { paths } from '../../lib/paths';
import { BusyButton } from '../../ui/BusyButton';
import { DialogFrame } from '../../ui/DialogFrame';
import { useNotify } from '../../ui/Notifications';
import { Reference } from '../../ui/Reference';
import { type AccessToken, useRevokeAccessToken } from './useAccessTokens';

/** The last question before a program loses its way in. */
export function RevokeAccessTokenDialog({ token }: { token: AccessToken }) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const notify = useNotify();
  const revoke = useRevokeAccessToken();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const close = () => void navigate(paths.accessTokens);

  async function confirm() {
    setBusy(true);
    setFailure(null);
    const outcome = await revoke(token.id);
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.failure);
    notify(t('tokens.revokedToast'));
    close();
  }

  return (
    <DialogFrame
      role="alertdialog"
      title={t('tokens.revokeTitle', { name: token.name })}
      describedBy={`${id}-text`}
      onClose={close}
    >
      <DialogContent>
        {failure && (
          <Alert severity="error" sx={{ mb: 2 }}>
            {failure.kind === 'unreachable'
              ? t('tokens.revokeUnreachable')
              : `${t('tokens.revokeFailed')} ${errorSentence(failure, t)}`}
            <Reference failure={failure} />
          </Alert>
        )}
        <DialogContentText id={`${id}-text`} sx={{ color: 'text.primary' }}>
          {t('tokens.revokeText')}
        </DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button autoFocus onClick={close}>
          {t('action.cancel')}
        </Button>
        <BusyButton
          color="error"
          isBusy={isBusy}
          busyText={t('keyRevoke.sending')}
          onClick={() => void confirm()}
        >
          {t('tokens.revokeSubmit')}
        </BusyButton>
      </DialogActions>
    </DialogFrame>
  );
}
