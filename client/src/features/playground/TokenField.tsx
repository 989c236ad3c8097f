import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';

interface TokenFieldProps {
  readonly token: string;
  readonly onChange: (token: string) => void;
}

/** Runs the editor's operations in the name of an access token. It stays in memory and goes with the page. */
export function TokenField({ token, onChange }: TokenFieldProps) {
  const { t } = useTranslation();
  return (
    <TextField
      type="password"
      label={t('playground.token')}
      placeholder={t('playground.tokenPlaceholder')}
      helperText={t(token === '' ? 'playground.bySession' : 'playground.byToken')}
      value={token}
      onChange={({ target }) => onChange(target.value.trim())}
      sx={{ width: { xs: '100%', sm: 340 } }}
      slotProps={{
        inputLabel: { shrink: true },
        htmlInput: {
          maxLength: 200,
          autoComplete: 'off',
          spellCheck: false,
          'data-1p-ignore': true,
          'data-lpignore': 'true',
        },
      }}
    />
  );
}
