import type { ReactNode, Ref } from 'react';

/** What a form of this feature hands to the picker of models, which the page brings. */
export interface ModelPickerSlotProps {
  readonly selected: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  readonly problem: string | undefined;
  /** Gets the focus when the choice is at fault. */
  readonly searchRef: Ref<HTMLInputElement>;
}

export type RenderModelPicker = (props: ModelPickerSlotProps) => ReactNode;
