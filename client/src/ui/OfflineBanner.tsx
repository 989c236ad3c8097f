import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localeOf } from '../lib/localeOf';
import { PlainNotice } from './PlainNotice';

/** A slim line while this computer has no network: what is on screen is as old as that. */
export function OfflineBanner() {
  const { t, i18n } = useTranslation();
  const [since, setSince] = useState<Date | null>(() => (navigator.onLine ? null : new Date()));

  useEffect(() => {
    const offline = () => setSince(new Date());
    const online = () => setSince(null);
    window.addEventListener('offline', offline);
    window.addEventListener('online', online);
    return () => {
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', online);
    };
  }, []);

  if (since === null) return null;
  // Written here and not by `useFormat`, which the first page view has no other need of.
  const clock = new Intl.DateTimeFormat(localeOf(i18n.language), { timeStyle: 'medium' });
  return <PlainNotice severity="warning">{t('state.offline', { time: clock.format(since) })}</PlainNotice>;
}
