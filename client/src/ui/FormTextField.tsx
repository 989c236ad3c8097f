import TextField, { type TextFieldProps } from '@mui/material/TextField';
import type { UseFormRegisterReturn } from 'react-hook-form';

type FormTextFieldProps = Omit<TextFieldProps, 'error' | 'name' | 'onChange' | 'onBlur' | 'ref'> & {
  readonly registration: UseFormRegisterReturn;
  /** What is wrong with the field; stands in place of the hint. */
  readonly problem: string | undefined;
};

/** A text field of a form. The problem is tied to the field for screen readers, and `required` is said, not enforced by the browser. */
export function FormTextField({ registration, problem, helperText, ...field }: FormTextFieldProps) {
  const { ref, name, onChange, onBlur } = registration;
  return (
    <TextField
      fullWidth
      {...field}
      name={name}
      inputRef={ref}
      onChange={(event) => void onChange(event)}
      onBlur={(event) => void onBlur(event)}
      error={problem !== undefined}
      helperText={problem ?? helperText}
    />
  );
}
