import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Failure } from '../lib/failure';
import { useCountdown } from '../lib/useCountdown';

/** Counts down on a button how long the server asked to wait after this failure; null when it is time, or nobody asked. */
export function useWaitText(failure: Failure | null): string | null {
  const { t } = useTranslation();
  const { secondsLeft, start } = useCountdown();
  const [counted, setCounted] = useState<Failure | null>(null);
  if (failure !== counted) {
    setCounted(failure);
    start(failure?.kind === 'refused' ? (failure.waitSeconds ?? 0) : 0);
  }
  return secondsLeft > 0 ? t('action.retryIn', { count: secondsLeft }) : null;
}
