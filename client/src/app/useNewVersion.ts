import { useEffect, useState } from 'react';
import { servedBuild } from '../lib/config';
import { useIsVisible } from '../lib/useIsVisible';

const ASK_EVERY_MS = 10 * 60_000;

/** True from when the server has another build of the dashboard than the one this page came with. A hidden tab does not ask. */
export function useNewVersion(): boolean {
  const [own] = useState(ownBuild);
  const [isNewer, setNewer] = useState(false);
  const isVisible = useIsVisible();
  const [wasHidden, setWasHidden] = useState(!isVisible);
  if (!isVisible && !wasHidden) setWasHidden(true);
  const isAsking = own !== null && isVisible && !isNewer;
  useEffect(() => {
    if (!isAsking) return;
    const ask = async () => {
      const served = await servedBuild();
      if (served !== null && served !== own) setNewer(true);
    };
    // Who comes back to a tab may have been away for days.
    if (wasHidden) void ask();
    const timer = setInterval(() => void ask(), ASK_EVERY_MS);
    const look = () => void ask();
    window.addEventListener('focus', look);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', look);
    };
  }, [isAsking, own, wasHidden]);
  return isNewer;
}

/** Null where nobody wrote it into the page, as in development. */
function ownBuild(): string | null {
  const build = document.querySelector<HTMLMetaElement>('meta[name="build"]')?.content ?? '';
  return /^[0-9a-f]{12}$/.test(build) ? build : null;
}
