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
}

/** Keeps one part's failure from taking the page with it. */
export class FailureBoundary extends Component<FailureBoundaryProps, FailureBoundaryState> {
  override state: FailureBoundaryState = { hasFailed: false, isMissingFile: false };

  static getDerivedStateFromError(error: unknown): FailureBoundaryState {
    return { hasFailed: true, isMissingFile: isMissingFile(error) };
  }

  override render(): ReactNode {
    if (!this.state.hasFailed) return this.props.children;
    if (this.props.fallback !== undefined) return this.props.fallback;
    const { isMissingFile } = this.state;
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
          </PlainNotice>
        )}
      </Translation>
    );
  }
}

function isMissingFile(error: unknown): boolean {
  return (
    error instanceof TypeError && /dynamically imported module|Importing a module script/i.test(error.message)
  );
}
