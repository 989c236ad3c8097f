/**
 * Puts a text on the clipboard and says whether it got there.
 * Browsers offer the clipboard only to secure pages; a plain-http installation falls back to the old command,
 * run on a field inside `within`, because a dialog's focus trap would take the focus back from anywhere else.
 */
export async function copyText(text: string, within: HTMLElement = document.body): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text, within);
  }
}

function copyByCommand(text: string, within: HTMLElement): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.setAttribute('aria-hidden', 'true');
  field.style.position = 'fixed';
  field.style.opacity = '0';
  within.append(field);
  try {
    // Not every browser gives the focus to what it selects.
    field.focus({ preventScroll: true });
    field.select();
    // The only way without a secure context; browsers keep it for exactly this.
    return typeof document.execCommand === 'function' && document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus();
  }
}
