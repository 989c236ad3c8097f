import { copyText } from './copyText';

/** Replaces what the browser offers for copying; undefined takes it away. */
function offer(browser: { writeText?: (text: string) => Promise<void>; command?: () => boolean }): void {
  const { writeText, command } = browser;
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: writeText && { writeText },
  });
  Object.defineProperty(document, 'execCommand', { configurable: true, value: command });
}

function selectedText(): string {
  const field = document.activeElement;
  if (!(field instanceof HTMLTextAreaElement)) return '';
  return field.value.slice(field.selectionStart, field.selectionEnd);
}

afterEach(() => {
  offer({});
  document.body.replaceChildren();
});

it('puts the text on the clipboard where the browser offers one', async () => {
  const writeText = jest.fn(async () => {});
  offer({ writeText });

  expect(await copyText('aim_sk_secret')).toBe(true);
  expect(writeText).toHaveBeenCalledWith('aim_sk_secret');
});

it.each([
  ['offers no clipboard', undefined],
  ['forbids the clipboard', async () => Promise.reject(new DOMException('No.', 'NotAllowedError'))],
])('falls back to the old command where the page %s', async (_reason, writeText) => {
  let copied = '';
  const command = () => {
    copied = selectedText();
    return true;
  };
  offer(writeText ? { writeText, command } : { command });

  expect(await copyText('aim_sk_secret')).toBe(true);
  expect(copied).toBe('aim_sk_secret');
});

it('copies from inside the dialog, whose focus trap would win otherwise, and gives the focus back', async () => {
  const dialog = document.body.appendChild(document.createElement('div'));
  const button = dialog.appendChild(document.createElement('button'));
  button.focus();
  let copied = '';
  offer({
    command: () => {
      if (dialog.contains(document.activeElement)) copied = selectedText();
      return true;
    },
  });

  await copyText('aim_sk_secret', dialog);

  expect(copied).toBe('aim_sk_secret');
  expect(document.activeElement).toBe(button);
});

it.each([
  ['is missing', undefined],
  ['refuses', () => false],
  [
    'throws',
    () => {
      throw new Error('No.');
    },
  ],
])('admits that nothing was copied when the command %s', async (_how, command) => {
  offer(command ? { command } : {});

  expect(await copyText('aim_sk_secret')).toBe(false);
});

it('leaves the text nowhere in the page', async () => {
  offer({ command: () => false });

  await copyText('aim_sk_secret');

  expect(document.documentElement.outerHTML).not.toContain('aim_sk_secret');
  expect(document.querySelector('textarea')).toBeNull();
});
