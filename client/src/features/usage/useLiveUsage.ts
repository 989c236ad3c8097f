import { useEffect, useEffectEvent, useState } from 'react';
import { type LiveStatus, watchUsage } from './liveUsage';

/** A tab that nobody sees does not ask. */
export type LivePhase = LiveStatus | 'paused';

/** Watches while it is on and the tab is seen; on coming back it asks at once for what was missed. */
export function useLiveUsage(isOn: boolean, onChange: () => void): LivePhase {
  const [status, setStatus] = useState<LiveStatus>('listening');
  const isVisible = useIsVisible();
  const change = useEffectEvent(onChange);
  const isWatching = isOn && isVisible;
  useEffect(() => {
    if (!isWatching) return;
    change();
    return watchUsage({ onChange: () => change(), onStatus: setStatus });
  }, [isWatching]);
  return isVisible ? status : 'paused';
}

function useIsVisible(): boolean {
  const [isVisible, setVisible] = useState(() => document.visibilityState !== 'hidden');
  useEffect(() => {
    const look = () => setVisible(document.visibilityState !== 'hidden');
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible;
}
