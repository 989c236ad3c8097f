import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogContentText from '@mui/material/DialogContentText';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../lib/paths';
import { DialogFrame } from '../../ui/DialogFrame';

interface MissingKeyDialogProps {
  /** `gone` where a key was named that this account does not have, `revoked` where it can no longer be changed. */
  readonly reason: 'gone' | 'revoked';
  readonly listSearch: string;
}

/** Says that there is nothing here to change, and never whose it might be. */
export function MissingKeyDialog({ reason, listSearch }: MissingKeyDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const close = () => void navigate({ pathname: paths.apiKeys, search: listSearch });
  return (
    <DialogFrame
      title={t(reason === 'gone' ? 'keys.notFoundTitle' : 'keyEdit.title')}
      maxWidth="xs"
      onClose={close}
    >
      <DialogContent>
        <DialogContentText>{t(reason === 'gone' ? 'keys.notFound' : 'keyEdit.revoked')}</DialogContentText>
      </DialogContent>
      <DialogActions>
        <Button autoFocus variant="contained" onClick={close}>
          {t('action.close')}
        </Button>
      </DialogActions>
    </DialogFrame>
  );
}
