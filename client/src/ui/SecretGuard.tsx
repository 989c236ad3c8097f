import { useTranslation } from 'react-i18next';
import { useLeaveGuard } from '../lib/useLeaveGuard';
import { ConfirmDialog } from './ConfirmDialog';

interface SecretGuardProps {
  /** True once the secret has gone to the clipboard: then every way out is open. */
  readonly isCopied: boolean;
  /** Called before the way out is taken without a copy. */
  readonly onLeaveAnyway: () => void;
}

/** Asks before a secret that nobody copied is gone for good, whichever way one leaves. */
export function SecretGuard({ isCopied, onLeaveAnyway }: SecretGuardProps) {
  const { t } = useTranslation();
  const guard = useLeaveGuard({ isGuarded: !isCopied, coversUnload: true });
  return (
    <ConfirmDialog
      isOpen={guard.isAsking}
      title={t('secret.guardTitle')}
      text={t('secret.guardText')}
      stay={t('secret.goBack')}
      leave={t('secret.closeAnyway')}
      onStay={guard.stay}
      onLeave={() => {
        onLeaveAnyway();
        guard.leave();
      }}
    />
  );
}
