import { useRef, useState } from 'react';

export interface TypedConfirmation {
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly isMismatch: boolean;
  readonly field: React.RefObject<HTMLInputElement | null>;
  /** True when the word stands there; else the field says what is wrong and has the focus. */
  readonly check: () => boolean;
}

/** Holds what is typed to confirm something that cannot be undone. */
export function useTypedConfirmation(word: string): TypedConfirmation {
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [isMismatch, setMismatch] = useState(false);
  return {
    typed,
    type: (text) => {
      setTyped(text);
      setMismatch(false);
    },
    isMismatch,
    field,
    check: () => {
      if (typed.trim() === word) return true;
      setMismatch(true);
      field.current?.focus();
      return false;
    },
  };
}
