import type { TypedDocumentNode } from '@apollo/client';
import { useApolloClient } from '@apollo/client/react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useIsVisible } from './useIsVisible';
import { type WatchStatus, watchServer } from './watchServer';

/** A tab that nobody sees neither listens nor asks. */
export type WatchPhase = WatchStatus | 'paused';

interface WatchChoice {
  readonly isOn: boolean;
  /** True asks at once on beginning; coming back to the tab always does. */
  readonly asksFirst: boolean;
}

/**
 * Watches for changes that a subscription tells of, while it is on and the tab is seen; on coming back it calls back at
 * once for what was missed. Hold `subscription` still: another one starts anew.
 */
export function useServerWatch(
  subscription: TypedDocumentNode<unknown, Record<string, never>>,
  { isOn, asksFirst }: WatchChoice,
  onChange: () => void,
): WatchPhase {
  const client = useApolloClient();
  const [status, setStatus] = useState<WatchStatus>('listening');
  const isVisible = useIsVisible();
  const [wasHidden, setWasHidden] = useState(!isVisible);
  if (!isVisible && !wasHidden) setWasHidden(true);
  const change = useEffectEvent(onChange);
  const begin = useEffectEvent(() => {
    if (asksFirst || wasHidden) onChange();
  });
  const isWatching = isOn && isVisible;
  useEffect(() => {
    if (!isWatching) return;
    begin();
    return watchServer({ client, subscription, onChange: () => change(), onStatus: setStatus });
  }, [isWatching, client, subscription]);
  return isVisible ? status : 'paused';
}
