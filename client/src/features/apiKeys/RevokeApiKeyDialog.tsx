import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Failure } from '../../lib/failure';
import { paths } from '../../lib/paths';
import { HOUR_MS } from '../../lib/zonedTime';
import { BusyButton } from '../../ui/BusyButton';
import { DialogFrame } from '../../ui/DialogFrame';
import { useNotify } from '../../ui/Notifications';
import { KeyFacts } from './KeyFacts';
import { KeyImpact } from './KeyImpact';
import { RevokeFailure } from './RevokeFailure';
import type { ApiKeyRow } from './useApiKeys';
import { useReceiptText } from './useReceiptText';
import { type RevocationReceipt, useRevokeApiKey } from './useRevokeApiKey';

/** A key that was used within this time is likely to be missed: its name has to be typed. */
const RECENTLY_MS = 24 * HOUR_MS;

interface RevokeApiKeyDialogProps {
  readonly apiKey: ApiKeyRow;
  readonly listSearch: string;
}

/** The last question before a key is stopped for good. Nothing changes on screen before the server has said it. */
export function RevokeApiKeyDialog({ apiKey, listSearch }: RevokeApiKeyDialogProps) {
  const { t } = useTranslation();
  const id = useId();
  const navigate = useNavigate();
  const notify = useNotify();
  const revoke = useRevokeApiKey();
  const receiptText = useReceiptText();
  const field = useRef<HTMLInputElement>(null);
  const [needsTyping] = useState(() => wasUsedRecently(apiKey, new Date()));
  const [typed, setTyped] = useState('');
  const [isMismatch, setMismatch] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  function close() {
    void navigate({ pathname: paths.apiKeys, search: listSearch });
  }

  function finish(receipt: RevocationReceipt) {
    notify(receiptText(receipt));
    void navigate({ pathname: paths.apiKeys, search: listSearch }, { state: { revokedId: apiKey.id } });
  }

  async function confirm() {
    if (needsTyping && typed.trim() !== apiKey.name) {
      setMismatch(true);
      field.current?.focus();
      return;
    }
    setBusy(true);
    setFailure(null);
    const outcome = await revoke(apiKey.id);
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.failure);
    finish(outcome.value);
  }

  return (
    <DialogFrame
      role="alertdialog"
      title={t('keyRevoke.title', { name: apiKey.name })}
      describedBy={`${id}-text`}
      onClose={close}
    >
      <DialogContent>
        <Stack sx={{ gap: 2 }}>
          {failure && <RevokeFailure failure={failure} onRetry={() => void confirm()} />}
          <KeyFacts apiKey={apiKey} />
          <KeyImpact id={apiKey.id} />
          <DialogContentText id={`${id}-text`} sx={{ color: 'text.primary' }}>
            {t('keyRevoke.warning')}
          </DialogContentText>
          {needsTyping && (
            <TextField
              fullWidth
              label={t('keyRevoke.confirm', { name: apiKey.name })}
              value={typed}
              inputRef={field}
              onChange={(event) => {
                setTyped(event.target.value);
                setMismatch(false);
              }}
              onKeyDown={(event) => event.key === 'Enter' && !isBusy && void confirm()}
              error={isMismatch}
              helperText={isMismatch ? t('keyRevoke.mismatch') : undefined}
              slotProps={{ htmlInput: { autoComplete: 'off', spellCheck: false, 'data-1p-ignore': true } }}
            />
          )}
          <Typography variant="body2" color="textSecondary">
            {t('keyRevoke.usageStays')}
          </Typography>
        </Stack>
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
          {t('keyRevoke.submit')}
        </BusyButton>
      </DialogActions>
    </DialogFrame>
  );
}

function wasUsedRecently({ lastUsedAt }: ApiKeyRow, now: Date): boolean {
  return lastUsedAt !== null && now.getTime() - Date.parse(lastUsedAt) < RECENTLY_MS;
}
