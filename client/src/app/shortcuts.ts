import { paths } from '../lib/paths';

/** What a shortcut does: leads to an address, or presses what stands on the page with `aria-keyshortcuts` of its key. */
export type Shortcut =
  | { readonly keys: readonly [string] | readonly [string, string]; readonly to: string }
  | { readonly keys: readonly [string]; readonly presses: true };

export const SHORTCUTS = {
  search: { keys: ['/'], presses: true },
  create: { keys: ['c'], to: paths.newApiKey },
  toKeys: { keys: ['g', 'k'], to: paths.apiKeys },
  toUsage: { keys: ['g', 'u'], to: paths.usage },
  toAudit: { keys: ['g', 'a'], to: paths.audit },
  toTokens: { keys: ['g', 't'], to: paths.accessTokens },
  toModels: { keys: ['g', 'm'], to: paths.models },
  range: { keys: ['t'], presses: true },
  refresh: { keys: ['r'], presses: true },
  live: { keys: ['l'], presses: true },
} as const satisfies Record<string, Shortcut>;

/** The second key of two has to come within this time. */
export const SECOND_KEY_MS = 1_500;

/** The shortcut that these keys make: whole, or begun, or none. */
export function shortcutOf(keys: readonly string[]): Shortcut | 'begun' | null {
  const all: readonly Shortcut[] = Object.values(SHORTCUTS);
  const whole = all.find((shortcut) => shortcut.keys.join(' ') === keys.join(' '));
  if (whole) return whole;
  return all.some(
    (shortcut) => keys.length === 1 && shortcut.keys.length === 2 && shortcut.keys[0] === keys[0],
  )
    ? 'begun'
    : null;
}

const HAS_OWN_KEYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** A menu that has just been closed stays in the document until it has faded; it is hidden from then on, and takes no keys. */
function isAnythingOpen(): boolean {
  return [...document.querySelectorAll(HAS_OWN_KEYS)].some((each) => !each.closest('[aria-hidden="true"]'));
}

/** True where keys mean text, or where something is open that has keys of its own. */
export function isKeyTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
    return true;
  const { target } = event;
  if (
    target instanceof HTMLElement &&
    target.closest(
      'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="menu"], [role="listbox"], .graphiql-container',
    )
  )
    return true;
  return isAnythingOpen();
}
