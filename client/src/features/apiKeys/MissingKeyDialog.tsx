import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../lib/paths';
import { DialogFrame } from '../../ui/DialogFrame';

interface MissingKeyDialogProps {
  /** `gone` where a key was named that this account does not have, `revoked` and `stopped` where it can no longer be changed. */
  readonly reason: keyof typeof TEXTS;
  readonly listSearch: string;
}

const TEXTS = {
  gone: ['keys.notFoundTitle', 'keys.notFound'],
  revoked: ['keyEdit.title', 'keyEdit.revoked'],
  stopped: ['keyRotate.submit', 'keyRotate.stopped'],
} as const;

/** Says that there is nothing here to change, and never whose it might be. */
export function MissingKeyDialog({ reason, listSearch }: MissingKeyDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const close = () => void navigate({ pathname: paths.apiKeys, search: listSearch });
  return (
    <DialogFrame title={t(TEXTS[reason][0])} maxWidth="xs" onClose={close}>
      <DialogContent>
        <DialogContentText>{t(TEXTS[reason][1])}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button autoFocus variant="contained" onClick={close}>
          {t('action.close')}
        </Button>
      </DialogActions>
    </DialogFrame>
  );
}
