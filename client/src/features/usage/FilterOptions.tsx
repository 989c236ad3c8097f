import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useTranslation } from 'react-i18next';

export interface FilterOption {
  readonly id: string;
  readonly name: string;
  /** What tells apart two of the same name. */
  readonly hint?: string;
}

interface FilterOptionsProps {
  readonly options: readonly FilterOption[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Boxes to tick; each can also be chosen alone. */
export function FilterOptions({ options, chosen, onChange }: FilterOptionsProps) {
  const { t } = useTranslation();
  return options.map(({ id, name, hint }) => {
    const isChosen = chosen.includes(id);
    return (
      <Box key={id} sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              checked={isChosen}
              onChange={() => onChange(isChosen ? chosen.filter((other) => other !== id) : [...chosen, id])}
            />
          }
          label={
            <>
              <bdi>{name}</bdi>
              {hint && (
                <Box component="span" sx={{ ml: 1, color: 'text.secondary', whiteSpace: 'nowrap' }}>
                  {hint}
                </Box>
              )}
            </>
          }
          sx={{ flex: 1, minWidth: 0, mr: 0, '& .MuiFormControlLabel-label': { overflowWrap: 'anywhere' } }}
        />
        <Button
          size="small"
          aria-label={t('usage.filter.onlyName', { name })}
          onClick={() => onChange([id])}
          sx={{ flexShrink: 0 }}
        >
          {t('usage.filter.only')}
        </Button>
      </Box>
    );
  });
}
