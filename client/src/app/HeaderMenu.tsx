import { type ReactNode, Suspense, useId, useState } from 'react';
import { FailureBoundary } from '../ui/FailureBoundary';
import { HeaderButton } from '../ui/HeaderButton';

/** What the menu of a button of the header has to know. */
export interface HeaderMenuSlot {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

interface HeaderMenuProps {
  readonly label: string;
  /** What stands on the button. */
  readonly children: ReactNode;
  readonly renderMenu: (slot: HeaderMenuSlot) => ReactNode;
}

/** A button of the header and what opens from it, loaded on the first click. Its state lives and dies with the button. */
export function HeaderMenu({ label, children, renderMenu }: HeaderMenuProps) {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <HeaderButton
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? id : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {children}
      </HeaderButton>
      {anchor && (
        <FailureBoundary>
          <Suspense fallback={null}>{renderMenu({ id, anchor, onClose: () => setAnchor(null) })}</Suspense>
        </FailureBoundary>
      )}
    </>
  );
}
