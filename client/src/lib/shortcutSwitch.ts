import { signal } from './signal';

/** Asks for the list of shortcuts. */
export const shortcutList = signal<void>();

const STORAGE_KEY = 'keymeter.shortcuts';

/** Shortcuts of one key hinder some people, and programs that speak for them: they can be switched off. */
export function areShortcutsOn(): boolean {
  try {
    return localStorage.getItem(STORAGE_KEY) !== 'off';
  } catch {
    return true; // without storage they are on, and off as long as nobody presses them
  }
}

export function switchShortcuts(isOn: boolean): void {
  try {
    if (isOn) localStorage.removeItem(STORAGE_KEY);
    else localStorage.setItem(STORAGE_KEY, 'off');
  } catch {
    // Storage is forbidden: they stay as they are.
  }
}
