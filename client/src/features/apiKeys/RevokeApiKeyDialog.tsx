import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Failure } from '../../lib/failure';
import { paths } from '../../lib/paths';
import { RevokeDialog } from '../../ui/RevokeDialog';
import { isLikelyMissed } from './isLikelyMissed';
import { KeyFacts } from './KeyFacts';
import { KeyImpact } from './KeyImpact';
import { TypedConfirmationField } from './TypedConfirmationField';
import type { ApiKeyRow } from './useApiKeys';
import { useRevokeApiKey } from './useRevokeApiKey';
import { useTypedConfirmation } from './useTypedConfirmation';

interface RevokeApiKeyDialogProps {
  readonly apiKey: ApiKeyRow;
  readonly listSearch: string;
  /** The account's. */
  readonly zone: string;
}

/** The last question before a key is stopped for good. Nothing changes on screen before the server has said it. */
export function RevokeApiKeyDialog({ apiKey, listSearch, zone }: RevokeApiKeyDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const revoke = useRevokeApiKey();
  const [needsTyping] = useState(() => isLikelyMissed(apiKey, new Date()));
  const confirmation = useTypedConfirmation(apiKey.name);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const isOpen = useRef(false);
  useEffect(() => {
    isOpen.current = true;
    return () => {
      isOpen.current = false;
    };
  }, []);

  function close(state?: { revokedId: string }) {
    void navigate({ pathname: paths.apiKeys, search: listSearch }, { state });
  }

  async function confirm() {
    if (isBusy || (needsTyping && !confirmation.check())) return;
    setBusy(true);
    setFailure(null);
    const outcome = await revoke(apiKey);
    // Whoever has left meanwhile is not called back: the receipt waits above the list.
    if (!isOpen.current) return;
    setBusy(false);
    if (outcome.ok) close({ revokedId: apiKey.id });
    else setFailure(outcome.failure);
  }

  return (
    <RevokeDialog
      title={t('keyRevoke.title', { name: apiKey.name })}
      facts={
        <>
          <KeyFacts apiKey={apiKey} zone={zone} />
          <KeyImpact id={apiKey.id} />
        </>
      }
      warning={t('keyRevoke.warning')}
      submit={t('keyRevoke.submit')}
      isBusy={isBusy}
      failure={failure}
      failureTexts={{ refused: t('keyRevoke.failed'), unreachable: t('keyRevoke.unreachable') }}
      onConfirm={() => void confirm()}
      onClose={() => close()}
    >
      {needsTyping && (
        <TypedConfirmationField
          confirmation={confirmation}
          label={t('keyRevoke.confirm', { name: apiKey.name })}
          mismatch={t('keyRevoke.mismatch')}
          onEnter={() => void confirm()}
        />
      )}
      <Typography variant="body2" color="textSecondary">
        {t('keyRevoke.usageStays')}
      </Typography>
    </RevokeDialog>
  );
}
