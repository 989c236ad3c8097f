import { Component, type ReactNode } from 'react';
import { Translation } from 'react-i18next';
import { PlainButton, PlainNotice } from './PlainNotice';

interface FailureBoundaryProps {
  readonly children: ReactNode;
  /** Stands in for the part; without it there is a sentence and a button to draw the part again. */
  readonly fallback?: ReactNode;
}

interface FailureBoundaryState {
  readonly hasFailed: boolean;
  readonly isMissingFile: boolean;
  /** What people can quote: it stands beside the error in the browser's log. */
  readonly reference: string;
}

/** Keeps one part's failure from taking the page with it. */
export class FailureBoundary extends Component<FailureBoundaryProps, FailureBoundaryState> {
  override state: FailureBoundaryState = { hasFailed: false, isMissingFile: false, reference: '' };

  static getDerivedStateFromError(error: unknown): FailureBoundaryState {
    return { hasFailed: true, isMissingFile: isMissingFile(error), reference: newReference() };
  }

  override componentDidCatch(error: unknown): void {
    // biome-ignore lint/suspicious/noConsole: the reference has to be found again, and this is the only log of a page.
    console.error(`A part of the page failed. Reference: ${this.state.reference}`, error);
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    if (this.props.fallback !== undefined) return this.props.fallback;
    const { isMissingFile, reference } = this.state;
    // A part whose file is gone was replaced by a newer version: only a new page brings that.
    const again = () => (isMissingFile ? window.location.reload() : this.setState({ hasFailed: false }));
    return (
      <Translation>
        {(t) => (
          <PlainNotice
            severity="error"
            action={
              <PlainButton onClick={again}>
                {t(isMissingFile ? 'action.reloadPage' : 'action.reloadPart')}
              </PlainButton>
            }
          >
            {t(isMissingFile ? 'state.outdated' : 'state.crashed')}
            {!isMissingFile && (
              <>
                <br />
                <small>{t('state.reference', { id: reference })}</small>
              </>
            )}
          </PlainNotice>
        )}
      </Translation>
    );
  }
}

/** Eight letters and digits: enough to be found again. */
function newReference(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(4)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

function isMissingFile(error: unknown): boolean {
  return (
    error instanceof TypeError && /dynamically imported module|Importing a module script/i.test(error.message)
  );
}
