import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useAutocompleteTexts } from '../../ui/useAutocompleteTexts';

export interface FilterOption {
  readonly id: string;
  readonly name: string;
  /** What tells apart two of the same name. */
  readonly hint?: string;
}

interface MultiFilterProps {
  readonly label: string;
  readonly options: readonly FilterOption[];
  /** Ids; none means all. */
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Narrows the page to some keys or models, with a search. */
export function MultiFilter({ label, options, chosen, onChange }: MultiFilterProps) {
  const { t } = useTranslation();
  const texts = useAutocompleteTexts();
  const known = new Map(options.map((option) => [option.id, option]));
  // A link may name what the list does not have: it stays visible, so that it can be taken away.
  const value = chosen.map((id) => known.get(id) ?? { id, name: id });
  return (
    <Autocomplete
      {...texts}
      multiple
      disableCloseOnSelect
      size="small"
      limitTags={1}
      options={[...options, ...value.filter((option) => !known.has(option.id))]}
      value={value}
      onChange={(_event, next) => onChange(next.map((option) => option.id))}
      getOptionLabel={(option) => option.name}
      getOptionKey={(option) => option.id}
      isOptionEqualToValue={(option, other) => option.id === other.id}
      sx={{ flex: { xs: '1 1 8rem', sm: '1 1 13rem' }, minWidth: 0, maxWidth: { sm: 320 } }}
      renderOption={({ key, ...item }, option, { selected }) => (
        <li key={key} {...item}>
          <Checkbox size="small" checked={selected} tabIndex={-1} aria-hidden sx={{ py: 0, pl: 0 }} />
          <Box sx={{ minWidth: 0, overflowWrap: 'anywhere' }}>
            {option.name}
            {option.hint && (
              <Typography component="span" variant="body2" color="textSecondary" sx={{ ml: 1 }}>
                {option.hint}
              </Typography>
            )}
          </Box>
        </li>
      )}
      renderInput={(field) => (
        <TextField
          {...field}
          label={label}
          placeholder={chosen.length === 0 ? t('usage.filter.all') : ''}
          slotProps={{ ...field.slotProps, inputLabel: { ...field.slotProps.inputLabel, shrink: true } }}
        />
      )}
    />
  );
}
