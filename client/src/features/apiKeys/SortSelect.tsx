import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { isSort, type Sort } from './listQuestion';

const SORTS: readonly Sort[] = [
  '-createdAt',
  'createdAt',
  'name',
  '-name',
  '-lastUsedAt',
  'lastUsedAt',
  'expiresAt',
  '-expiresAt',
  '-tokens30d',
  'tokens30d',
];

interface SortSelectProps {
  readonly sort: Sort;
  readonly onChange: (sort: Sort) => void;
}

export function SortSelect({ sort, onChange }: SortSelectProps) {
  const { t } = useTranslation();
  return (
    <TextField
      select
      label={t('keys.filter.sort')}
      value={sort}
      onChange={({ target }) => isSort(target.value) && onChange(target.value)}
      sx={{ flex: '1 1 12rem', minWidth: 0 }}
    >
      {SORTS.map((order) => (
        <MenuItem key={order} value={order} dense>
          {t(`keys.sort.${order}`)}
        </MenuItem>
      ))}
    </TextField>
  );
}
