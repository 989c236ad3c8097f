import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { paths } from '../../lib/paths';
import { WarningIcon } from '../../ui/frameIcons';
import { forgetUnsavedKey, recallUnsavedKey } from './unsavedKey';

/** After a reload that took an uncopied secret with it: the key exists, and nobody may have it. */
export function UnsavedKeyNotice() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [unsaved, setUnsaved] = useState(() => recallUnsavedKey(new Date()));
  if (unsaved === null) return null;

  function dismiss() {
    forgetUnsavedKey();
    setUnsaved(null);
  }

  return (
    <Alert
      severity="warning"
      icon={<WarningIcon fontSize="inherit" />}
      action={
        <>
          <Button
            color="inherit"
            onClick={() => {
              dismiss();
              void navigate(paths.revokeApiKey(unsaved.id));
            }}
          >
            {t('keys.unsaved.revoke')}
          </Button>
          <Button color="inherit" onClick={dismiss}>
            {t('keys.unsaved.saved')}
          </Button>
        </>
      }
    >
      {t('keys.unsaved.text', { name: unsaved.name })}
    </Alert>
  );
}
