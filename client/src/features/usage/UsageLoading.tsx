import Button from '@mui/material/Button';
import Typography from '@mui/material/Typography';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LoadingBlock } from '../../ui/LoadingBlock';

const SLOW_AFTER_MS = 5_000;

/** Bars in the shape of the page, and after a while a word that it is still coming, and a way to stop it. */
export function UsageLoading({ onCancel }: { onCancel: () => void }) {
  const { t } = useTranslation();
  const [isSlow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), SLOW_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <>
      {isSlow && (
        <Typography role="status" color="textSecondary">
          {t('usage.slow')} <Button onClick={onCancel}>{t('action.cancel')}</Button>
        </Typography>
      )}
      <LoadingBlock rows={3} rowHeight={120} />
    </>
  );
}
