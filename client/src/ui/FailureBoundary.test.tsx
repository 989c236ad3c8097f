import { render, screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { en } from '../i18n/en';
import { createI18n } from '../i18n/i18n';
import { FailureBoundary } from './FailureBoundary';

let reported: jest.SpyInstance;
beforeEach(() => {
  // React reports what a boundary caught.
  reported = jest.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => reported.mockRestore());

function show(part: ReactNode) {
  render(<I18nextProvider i18n={createI18n('en', en)}>{part}</I18nextProvider>);
}

describe('a part that fails', () => {
  it('says so in its place and leaves the rest of the page alone', () => {
    show(
      <>
        <FailureBoundary>
          <Broken error={new Error('no such number')} />
        </FailureBoundary>
        <p>the rest</p>
      </>,
    );

    expect(screen.getByRole('alert')).toHaveTextContent('This part of the page failed.');
    expect(screen.getByText('the rest')).toBeVisible();
    const [, reference] = /Reference: ([0-9a-f]{8})/.exec(document.body.textContent) ?? [];
    expect(reported.mock.calls.flat().join(' ')).toContain(`Reference: ${reference}`);
    expect(document.body).not.toHaveTextContent('no such number');
  });

  it('is drawn again on request', async () => {
    let isBroken = true;
    function Part() {
      if (isBroken) throw new Error('not yet');
      return <p>whole again</p>;
    }
    show(
      <FailureBoundary>
        <Part />
      </FailureBoundary>,
    );
    isBroken = false;

    await userEvent.click(screen.getByRole('button', { name: 'Reload this part' }));

    expect(screen.getByText('whole again')).toBeVisible();
  });

  it('because its file is gone asks for a new page, which alone can bring it', () => {
    show(
      <FailureBoundary>
        <Broken error={new TypeError('Failed to fetch dynamically imported module: /assets/x.js')} />
      </FailureBoundary>,
    );

    expect(screen.getByRole('alert')).toHaveTextContent('A new version may be available.');
    expect(screen.getByRole('button', { name: 'Reload' })).toBeVisible();
  });
});

function Broken({ error }: { error: Error }): ReactNode {
  throw error;
}
