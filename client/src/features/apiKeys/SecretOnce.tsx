import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useConfig } from '../../lib/config';
import { WarningIcon } from '../../ui/frameIcons';
import { CheckCircleIcon } from '../../ui/icons';
import { SecretField } from '../../ui/SecretField';
import { Snippets } from './Snippets';
import { TestKeyButton } from './TestKeyButton';
import type { CreatedApiKey } from './useCreateApiKey';

interface SecretOnceProps {
  readonly created: CreatedApiKey;
  /** What was done. */
  readonly lead: string;
  /** The model of the examples. */
  readonly model: string;
  readonly onCopied: () => void;
  readonly onDone: () => void;
}

/** The only time that a secret is seen. */
export function SecretOnce({ created, lead, model, onCopied, onDone }: SecretOnceProps) {
  const { t } = useTranslation();
  const { brandName } = useConfig();
  return (
    <>
      <DialogContent>
        <Stack sx={{ gap: 2.5 }}>
          <Typography sx={{ display: 'flex', alignItems: 'center', gap: 1, overflowWrap: 'anywhere' }}>
            <CheckCircleIcon color="success" />
            {lead}
          </Typography>
          <SecretField
            secret={created.secret}
            label={t('secret.label')}
            copiedText={t('secret.copied')}
            onCopied={onCopied}
          />
          <Alert severity="warning" icon={<WarningIcon fontSize="inherit" />}>
            {t('secret.warning', { brand: brandName })}
          </Alert>
          <Snippets secret={created.secret} model={model} />
          <TestKeyButton secret={created.secret} />
        </Stack>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onDone}>
          {t('secret.done')}
        </Button>
      </DialogActions>
    </>
  );
}
