import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { errorSentence } from '../../lib/errorSentence';
import type { Failure } from '../../lib/failure';
import { paths } from '../../lib/paths';
import { BusyButton } from '../../ui/BusyButton';
import { DialogFrame } from '../../ui/DialogFrame';
import { useNotify } from '../../ui/Notifications';
import { Reference } from '../../ui/Reference';
import { SecretGuard } from '../../ui/SecretGuard';
import { useWaitText } from '../../ui/useWaitText';
import { SecretOnce } from './SecretOnce';
import type { ApiKeyDetails } from './useApiKey';
import type { CreatedApiKey } from './useCreateApiKey';
import { useRotateApiKey } from './useRotateApiKey';

/** How long the old secret may go on working, in seconds. */
const OVERLAPS = ['0', '900', '3600', '21600', '86400', '604800'] as const;
type Overlap = (typeof OVERLAPS)[number];

interface RotateApiKeyDialogProps {
  readonly apiKey: ApiKeyDetails;
  readonly listSearch: string;
}

/** A new secret for the same key, in two steps: how long the old one works, then the new one, once. */
export function RotateApiKeyDialog({ apiKey, listSearch }: RotateApiKeyDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const notify = useNotify();
  const title = useRef<HTMLHeadingElement>(null);
  // The secret lives here and nowhere else; it goes when the dialog goes.
  const [created, setCreated] = useState<CreatedApiKey | null>(null);
  const [isCopied, setCopied] = useState(false);
  const close = () => void navigate({ pathname: paths.apiKeys, search: listSearch });

  useEffect(() => {
    if (created) title.current?.focus();
  }, [created]);

  if (created === null) {
    return (
      <DialogFrame title={t('keyRotate.title', { name: apiKey.name })} onClose={close}>
        <OverlapStep apiKey={apiKey} onRotated={setCreated} onCancel={close} />
      </DialogFrame>
    );
  }
  const model = apiKey.models.find(({ isAvailable }) => isAvailable)?.id ?? 'provider/model';
  return (
    <DialogFrame title={t('keyRotate.saveTitle')} titleRef={title} onClose={close}>
      <SecretOnce
        created={created}
        lead={t('keyRotate.rotated', { name: created.name })}
        model={model}
        onCopied={() => setCopied(true)}
        onDone={() => {
          if (isCopied) notify(t('keyRotate.done'));
          close();
        }}
      />
      <SecretGuard isCopied={isCopied} onLeaveAnyway={() => notify(t('keyRotate.done'))} />
    </DialogFrame>
  );
}

interface OverlapStepProps {
  readonly apiKey: ApiKeyDetails;
  readonly onRotated: (created: CreatedApiKey) => void;
  readonly onCancel: () => void;
}

function OverlapStep({ apiKey, onRotated, onCancel }: OverlapStepProps) {
  const { t } = useTranslation();
  const { rotate } = useRotateApiKey();
  const [overlap, setOverlap] = useState<Overlap>('86400');
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const waitText = useWaitText(failure);

  async function confirm() {
    setBusy(true);
    setFailure(null);
    const outcome = await rotate({ id: apiKey.id, overlapSeconds: Number(overlap) });
    setBusy(false);
    if (outcome.ok) onRotated(outcome.value);
    else setFailure(outcome.failure);
  }

  return (
    <>
      <DialogContent>
        <Stack sx={{ gap: 2.5, pt: 1 }}>
          {failure && (
            <Alert severity="error">
              {failure.kind === 'unreachable' ? t('keyRotate.unreachable') : errorSentence(failure, t)}
              <Reference failure={failure} />
            </Alert>
          )}
          <Typography>{t('keyRotate.text')}</Typography>
          <TextField
            select
            fullWidth
            label={t('keyRotate.overlap')}
            value={overlap}
            onChange={({ target }) => setOverlap(OVERLAPS.find((each) => each === target.value) ?? '86400')}
          >
            {OVERLAPS.map((seconds) => (
              <MenuItem key={seconds} value={seconds}>
                {t(`keyRotate.choice.${seconds}`)}
              </MenuItem>
            ))}
          </TextField>
          {overlap === '0' && <Alert severity="warning">{t('keyRotate.atOnce')}</Alert>}
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <BusyButton
          isBusy={isBusy}
          waitText={waitText}
          busyText={t('keyRotate.sending')}
          onClick={() => void confirm()}
        >
          {t('keyRotate.submit')}
        </BusyButton>
      </DialogActions>
    </>
  );
}
