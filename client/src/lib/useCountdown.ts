import { useEffect, useState } from 'react';

interface Countdown {
  /** Whole seconds that are left; 0 when there is nothing to wait for. */
  readonly secondsLeft: number;
  readonly start: (seconds: number) => void;
}

/** Counts seconds down to nothing. */
export function useCountdown(): Countdown {
  const [secondsLeft, setSecondsLeft] = useState(0);
  useEffect(() => {
    if (secondsLeft === 0) return;
    const timer = setTimeout(() => setSecondsLeft(secondsLeft - 1), 1_000);
    return () => clearTimeout(timer);
  }, [secondsLeft]);
  return { secondsLeft, start: setSecondsLeft };
}
