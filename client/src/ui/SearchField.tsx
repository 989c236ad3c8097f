import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { SearchIcon } from './icons';

const TYPING_PAUSE_MS = 250;

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  /** Shown while the field has the focus. */
  readonly hint?: string;
  readonly maxLength: number;
  /** What is being searched now. */
  readonly value: string;
  /** Called when the typing has paused. */
  readonly onSearch: (search: string) => void;
}

/** Searches while one types, with a short pause; follows when the search is changed from elsewhere. */
export function SearchField({ label, placeholder, hint, maxLength, value, onSearch }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const [hasFocus, setFocus] = useState(false);
  const asked = useRef(value);
  const search = useEffectEvent(onSearch);

  useEffect(() => {
    if (typed === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = typed;
      search(typed);
    }, TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  useEffect(() => {
    if (value === asked.current) return;
    asked.current = value;
    setTyped(value);
  }, [value]);

  const glass = (
    <InputAdornment position="start">
      <SearchIcon fontSize="small" />
    </InputAdornment>
  );
  return (
    <TextField
      type="search"
      placeholder={placeholder}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onFocus={() => setFocus(true)}
      onBlur={() => setFocus(false)}
      helperText={hasFocus ? hint : undefined}
      sx={{ flex: { xs: '1 1 100%', sm: '1 1 15rem' }, maxWidth: { sm: 340 } }}
      slotProps={{
        htmlInput: { 'aria-label': label, 'aria-keyshortcuts': '/', maxLength },
        input: { startAdornment: glass },
        // Below the field but over the list, so that nothing jumps when it comes and goes.
        formHelperText: { sx: { position: 'absolute', top: '100%', whiteSpace: 'nowrap' } },
      }}
    />
  );
}
