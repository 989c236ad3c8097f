import { useTranslation } from 'react-i18next';
import { PlainButton, PlainNotice } from '../ui/PlainNotice';
import { useNewVersion } from './useNewVersion';

/**
 * Offers the newer dashboard that the server has by now. Never by itself: something may be half typed. A dialog lies above
 * it and keeps it out of reach, so that no secret is reloaded away.
 */
export function NewVersionNotice() {
  const { t } = useTranslation();
  if (!useNewVersion()) return null;
  const reload = <PlainButton onClick={() => window.location.reload()}>{t('action.reloadPage')}</PlainButton>;
  return (
    <PlainNotice severity="warning" action={reload}>
      {t('state.newVersion')}
    </PlainNotice>
  );
}
