import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { errorSentence } from '../../lib/errorSentence';
import type { Failure } from '../../lib/failure';
import { paths } from '../../lib/paths';
import { useLeaveGuard } from '../../lib/useLeaveGuard';
import { browserTimeZone } from '../../lib/zonedTime';
import { BusyButton } from '../../ui/BusyButton';
import { ConfirmDialog } from '../../ui/ConfirmDialog';
import { DialogFrame } from '../../ui/DialogFrame';
import { WarningIcon } from '../../ui/frameIcons';
import { CheckCircleIcon } from '../../ui/icons';
import { useNotify } from '../../ui/Notifications';
import { Reference } from '../../ui/Reference';
import { SecretField } from '../../ui/SecretField';
import { SecretGuard } from '../../ui/SecretGuard';
import { SessionEndedNotice } from '../../ui/SessionEndedNotice';
import { useWaitText } from '../../ui/useWaitText';
import { AccessTokenFields } from './AccessTokenFields';
import { createInput, NEW_TOKEN, problemsOf } from './accessTokenForm';
import { type CreatedAccessToken, useCreateAccessToken } from './useAccessTokens';

/** Choose what the token may do, then save its secret. Neither can be lost by a slip. */
export function CreateAccessTokenDialog() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const title = useRef<HTMLHeadingElement>(null);
  // The secret lives here and nowhere else; it goes when the dialog goes.
  const [created, setCreated] = useState<CreatedAccessToken | null>(null);
  const close = () => void navigate(paths.accessTokens);
  return (
    <DialogFrame title={t(created ? 'tokens.saveTitle' : 'tokens.create')} titleRef={title} onClose={close}>
      {created ? (
        <SecretStep created={created} title={title} onDone={close} />
      ) : (
        <FormStep onCreated={setCreated} onCancel={close} />
      )}
    </DialogFrame>
  );
}

interface FormStepProps {
  readonly onCreated: (created: CreatedAccessToken) => void;
  readonly onCancel: () => void;
}

function FormStep({ onCreated, onCancel }: FormStepProps) {
  const { t } = useTranslation();
  const create = useCreateAccessToken();
  const name = useRef<HTMLInputElement>(null);
  const [values, setValues] = useState(NEW_TOKEN);
  const [wasTried, setTried] = useState(false);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const waitText = useWaitText(failure);
  const guard = useLeaveGuard({ isGuarded: values !== NEW_TOKEN });
  const problems = problemsOf(values);

  async function submit() {
    if (isBusy) return;
    setTried(true);
    if (problems.name !== null) return name.current?.focus();
    if (problems.scopes !== null) return;
    setBusy(true);
    setFailure(null);
    const outcome = await create(createInput(values, browserTimeZone(), new Date()));
    setBusy(false);
    if (!outcome.ok) return setFailure(outcome.failure);
    guard.release();
    onCreated(outcome.value);
  }

  return (
    <Box
      component="form"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
      sx={{ display: 'contents' }}
    >
      <DialogContent>
        {failure && (
          <Box sx={{ mb: 2 }}>
            <CreateFailure failure={failure} />
          </Box>
        )}
        <AccessTokenFields
          values={values}
          problems={wasTried ? problems : null}
          nameRef={name}
          onChange={(change) => setValues({ ...values, ...change })}
        />
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{t('action.cancel')}</Button>
        <BusyButton type="submit" isBusy={isBusy} waitText={waitText} busyText={t('keyForm.creating')}>
          {t('keyForm.create')}
        </BusyButton>
      </DialogActions>
      <ConfirmDialog
        isOpen={guard.isAsking}
        title={t('tokens.discardTitle')}
        text={t('keyForm.discardText')}
        stay={t('keyForm.keepEditing')}
        leave={t('keyForm.discard')}
        onStay={guard.stay}
        onLeave={guard.leave}
      />
    </Box>
  );
}

function CreateFailure({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  if (failure.kind === 'unreachable') return <Alert severity="error">{t('tokens.createUnreachable')}</Alert>;
  if (failure.code === 'UNAUTHENTICATED') return <SessionEndedNotice failure={failure} />;
  return (
    <Alert severity="error">
      {errorSentence(failure, t)}
      <Reference failure={failure} />
    </Alert>
  );
}

interface SecretStepProps {
  readonly created: CreatedAccessToken;
  readonly title: RefObject<HTMLHeadingElement | null>;
  readonly onDone: () => void;
}

function SecretStep({ created, title, onDone }: SecretStepProps) {
  const { t } = useTranslation();
  const notify = useNotify();
  const [isCopied, setCopied] = useState(false);
  useEffect(() => title.current?.focus(), [title]);
  return (
    <>
      <DialogContent>
        <Stack sx={{ gap: 2.5 }}>
          <Typography sx={{ display: 'flex', alignItems: 'center', gap: 1, overflowWrap: 'anywhere' }}>
            <CheckCircleIcon color="success" />
            {t('secret.created', { name: created.name })}
          </Typography>
          <SecretField
            secret={created.secret}
            label={t('tokens.label')}
            copiedText={t('tokens.copied')}
            onCopied={() => setCopied(true)}
          />
          <Alert severity="warning" icon={<WarningIcon fontSize="inherit" />}>
            {t('tokens.warning')}
          </Alert>
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button
          variant="contained"
          onClick={() => {
            if (isCopied) notify(t('tokens.createdToast'));
            onDone();
          }}
        >
          {t('secret.done')}
        </Button>
      </DialogActions>
      <SecretGuard isCopied={isCopied} onLeaveAnyway={() => notify(t('tokens.createdToast'))} />
    </>
  );
}
