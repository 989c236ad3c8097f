import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { PAGE_SIZES, type PageSize, pageSizeOf } from './listQuestion';

interface RowsSelectProps {
  readonly size: PageSize;
  readonly onChange: (size: PageSize) => void;
}

/** How many keys a page holds. */
export function RowsSelect({ size, onChange }: RowsSelectProps) {
  const { t } = useTranslation();
  return (
    <TextField
      select
      label={t('keys.rows')}
      value={size}
      onChange={({ target }) => onChange(pageSizeOf(target.value))}
      sx={{ minWidth: 84 }}
    >
      {PAGE_SIZES.map((each) => (
        <MenuItem key={each} value={each} dense>
          {each}
        </MenuItem>
      ))}
    </TextField>
  );
}
