import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId } from 'react';
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
  const id = useId();
  return (
    <Box>
      {/* Above the field, not in its frame: a name of 64 wide characters has to be read whole. */}
      <Typography
        component="label"
        htmlFor={id}
        sx={{ display: 'block', mb: 0.75, overflowWrap: 'anywhere' }}
      >
        {label}
      </Typography>
      <TextField
        id={id}
        fullWidth
        value={confirmation.typed}
        inputRef={confirmation.field}
        onChange={({ target }) => confirmation.type(target.value)}
        onKeyDown={({ key }) => key === 'Enter' && onEnter()}
        error={confirmation.isMismatch}
        helperText={confirmation.isMismatch ? mismatch : undefined}
        slotProps={{
          htmlInput: { dir: 'auto', autoComplete: 'off', spellCheck: false, 'data-1p-ignore': true },
        }}
      />
    </Box>
  );
}
