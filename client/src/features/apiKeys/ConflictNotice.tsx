import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';

interface ConflictNoticeProps {
  readonly onLoadLatest: () => void;
  readonly onOverwrite: () => void;
}

/** Someone else saved first: see theirs, or put ours over it. */
export function ConflictNotice({ onLoadLatest, onOverwrite }: ConflictNoticeProps) {
  const { t } = useTranslation();
  return (
    <Alert severity="warning">
      {t('keyEdit.conflict')}
      <Stack direction="row" sx={{ gap: 1, mt: 1 }}>
        <Button size="small" variant="outlined" color="inherit" onClick={onLoadLatest}>
          {t('keyEdit.loadLatest')}
        </Button>
        <Button size="small" color="inherit" onClick={onOverwrite}>
          {t('keyEdit.overwrite')}
        </Button>
      </Stack>
    </Alert>
  );
}
