import { lazy, Suspense, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { areShortcutsOn, shortcutList } from '../lib/shortcutSwitch';
import { FailureBoundary } from '../ui/FailureBoundary';
import { isKeyTaken, SECOND_KEY_MS, type Shortcut, shortcutOf } from './shortcuts';

const ShortcutDialog = lazy(() =>
  import('./ShortcutDialog').then((file) => ({ default: file.ShortcutDialog })),
);

/** Listens for shortcuts on every page. `?` opens the list of them, also when they are switched off. */
export function ShortcutKeys() {
  const navigate = useNavigate();
  const [isListOpen, setListOpen] = useState(false);
  const begun = useRef<{ key: string; at: number } | null>(null);

  function keysUpTo({ key, timeStamp }: KeyboardEvent): readonly string[] {
    const first = begun.current;
    return first !== null && timeStamp - first.at < SECOND_KEY_MS ? [first.key, key] : [key];
  }

  function carryOut(shortcut: Shortcut): boolean {
    if (!('to' in shortcut)) return pressOnPage(shortcut.keys[0]);
    void navigate(shortcut.to);
    return true;
  }

  const press = useEffectEvent((event: KeyboardEvent) => {
    if (isKeyTaken(event)) return;
    if (event.key === '?') return setListOpen(true);
    if (!areShortcutsOn()) return;
    const found = shortcutOf(keysUpTo(event));
    begun.current = found === 'begun' ? { key: event.key, at: event.timeStamp } : null;
    if (found === null || found === 'begun') return;
    if (carryOut(found)) event.preventDefault();
  });

  useEffect(() => {
    const listen = (event: KeyboardEvent) => press(event);
    // Before the keys of a page, so that the second of two is not taken for one of those.
    window.addEventListener('keydown', listen, true);
    return () => window.removeEventListener('keydown', listen, true);
  }, []);

  useEffect(() => shortcutList.listen(() => setListOpen(true)), []);

  if (!isListOpen) return null;
  return (
    <FailureBoundary>
      <Suspense fallback={null}>
        <ShortcutDialog onClose={() => setListOpen(false)} />
      </Suspense>
    </FailureBoundary>
  );
}

/** What stands for this key on the page: fields get the focus, everything else is pressed. False when nothing does. */
function pressOnPage(key: string): boolean {
  const target = document.querySelector<HTMLElement>(`[aria-keyshortcuts="${key}"]`);
  if (target instanceof HTMLInputElement) target.focus();
  else target?.click();
  return target !== null;
}
