import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Failure } from '../../lib/failure';
import { paths } from '../../lib/paths';
import { useNotify } from '../../ui/Notifications';
import { RevokeDialog } from '../../ui/RevokeDialog';
import { type AccessToken, useRevokeAccessToken } from './useAccessTokens';

/** The last question before a program loses its way in. */
export function RevokeAccessTokenDialog({ token }: { token: AccessToken }) {
  const { t } = useTranslation();
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
    <RevokeDialog
      title={t('tokens.revokeTitle', { name: token.name })}
      warning={t('tokens.revokeText')}
      submit={t('tokens.revokeSubmit')}
      isBusy={isBusy}
      failure={failure}
      failureTexts={{ refused: t('tokens.revokeFailed'), unreachable: t('tokens.revokeUnreachable') }}
      onConfirm={() => void confirm()}
      onClose={close}
    />
  );
}
