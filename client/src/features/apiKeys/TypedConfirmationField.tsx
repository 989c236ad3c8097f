import TextField from '@mui/material/TextField';
import type { TypedConfirmation } from './useTypedConfirmation';

interface TypedConfirmationFieldProps {
  readonly confirmation: TypedConfirmation;
  readonly label: string;
  /** What is said when something else was typed. */
  readonly mismatch: string;
  readonly onEnter: () => void;
}

/** Where the word is typed that confirms what cannot be undone. */
export function TypedConfirmationField(props: TypedConfirmationFieldProps) {
  const { confirmation, label, mismatch, onEnter } = props;
  return (
    <TextField
      fullWidth
      label={label}
      value={confirmation.typed}
      inputRef={confirmation.field}
      onChange={({ target }) => confirmation.type(target.value)}
      onKeyDown={({ key }) => key === 'Enter' && onEnter()}
      error={confirmation.isMismatch}
      helperText={confirmation.isMismatch ? mismatch : undefined}
      slotProps={{
        htmlInput: { autoComplete: 'off', spellCheck: false, 'data-1p-ignore': true },
        // A name may be as long as 64 wide characters: it has to be read whole.
        inputLabel: { shrink: true, sx: { whiteSpace: 'normal' } },
      }}
    />
  );
}
