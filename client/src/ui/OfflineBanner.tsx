import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../lib/useFormat';
import { browserTimeZone } from '../lib/zonedTime';
import { PlainNotice } from './PlainNotice';

/** A slim line while this computer has no network: what is on screen is as old as that. */
export function OfflineBanner() {
  const { t } = useTranslation();
  const format = useFormat();
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
  return (
    <PlainNotice severity="warning">
      {t('state.offline', { time: format.clock(since, browserTimeZone()) })}
    </PlainNotice>
  );
}
