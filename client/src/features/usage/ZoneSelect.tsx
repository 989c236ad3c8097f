import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { browserTimeZone } from '../../lib/zonedTime';

interface ZoneSelectProps {
  /** Null means the account's own. */
  readonly zone: string | null;
  readonly accountZone: string;
  readonly onChange: (zone: string | null) => void;
}

/** Where days begin. The account's zone comes first: in it, everyone of the account sees the same days. */
export function ZoneSelect({ zone, accountZone, onChange }: ZoneSelectProps) {
  const { t } = useTranslation();
  const browserZone = browserTimeZone();
  // A link may bring a zone of its own.
  const zones = [...new Set([accountZone, browserZone, 'UTC', ...(zone === null ? [] : [zone])])];
  function text(name: string): string {
    if (name === accountZone) return t('usage.zone.account', { zone: name });
    return name === browserZone ? t('usage.zone.browser', { zone: name }) : name;
  }
  return (
    <TextField
      select
      label={t('usage.zone.label')}
      value={zone ?? accountZone}
      onChange={({ target }) => onChange(target.value === accountZone ? null : target.value)}
      sx={{ flex: '0 1 auto', minWidth: { xs: 0, sm: 150 } }}
    >
      {zones.map((name) => (
        <MenuItem key={name} value={name}>
          {text(name)}
        </MenuItem>
      ))}
    </TextField>
  );
}
