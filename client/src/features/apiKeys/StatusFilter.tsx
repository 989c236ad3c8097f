import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import InputLabel from '@mui/material/InputLabel';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { STATUS_TOKENS, type StatusToken } from './listQuestion';

const TOKENS = Object.keys(STATUS_TOKENS) as StatusToken[]; // Object.keys widens to string

interface StatusFilterProps {
  /** Empty means all except revoked. */
  readonly statuses: readonly StatusToken[];
  readonly onChange: (statuses: readonly StatusToken[]) => void;
}

export function StatusFilter({ statuses, onChange }: StatusFilterProps) {
  const { t } = useTranslation();
  const labelId = useId();
  const summary =
    statuses.length === 0
      ? t('keys.filter.statusDefault')
      : statuses.length === TOKENS.length
        ? t('keys.filter.statusAll')
        : statuses.map((token) => t(`keys.status.${token}`)).join(', ');
  return (
    <FormControl sx={{ flex: '1 1 12rem', minWidth: 0, maxWidth: { sm: '16rem' } }}>
      <InputLabel id={labelId} shrink>
        {t('keys.filter.status')}
      </InputLabel>
      <Select
        multiple
        displayEmpty
        notched
        label={t('keys.filter.status')}
        labelId={labelId}
        value={[...statuses]}
        onChange={({ target }) => onChange(TOKENS.filter((token) => target.value.includes(token)))}
        renderValue={() => summary}
      >
        {TOKENS.map((token) => (
          <MenuItem key={token} value={token} dense>
            <Checkbox
              size="small"
              checked={statuses.includes(token)}
              tabIndex={-1}
              aria-hidden
              sx={{ py: 0.5, pl: 0 }}
            />
            {t(`keys.status.${token}`)}
          </MenuItem>
        ))}
      </Select>
    </FormControl>
  );
}
