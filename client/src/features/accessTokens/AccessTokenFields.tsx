import { INPUT_LIMITS } from '@keymeter/shared';
import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControl from '@mui/material/FormControl';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import FormLabel from '@mui/material/FormLabel';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type Ref, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import {
  type AccessTokenProblems,
  type AccessTokenValues,
  expiresAtOf,
  LIFETIMES,
  type Lifetime,
  SCOPES,
} from './accessTokenForm';

interface AccessTokenFieldsProps {
  readonly values: AccessTokenValues;
  /** What is wrong, once it was tried to send; nothing before. */
  readonly problems: AccessTokenProblems | null;
  readonly nameRef: Ref<HTMLInputElement>;
  readonly onChange: (change: Partial<AccessTokenValues>) => void;
}

const CHOICES = Object.keys(LIFETIMES) as Lifetime[]; // Object.keys widens to string

export function AccessTokenFields({ values, problems, nameRef, onChange }: AccessTokenFieldsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [now] = useState(() => new Date());
  const zone = browserTimeZone();
  const expiresAt = expiresAtOf(values.lifetime, zone, now);
  const max = INPUT_LIMITS.nameLength;
  return (
    <Stack sx={{ gap: 3, pt: 1 }}>
      <TextField
        autoFocus
        fullWidth
        required
        label={t('tokens.name')}
        value={values.name}
        inputRef={nameRef}
        onChange={({ target }) => onChange({ name: target.value })}
        error={problems?.name != null}
        helperText={problems?.name ? t(`tokens.problem.${problems.name}`, { max }) : t('tokens.nameHint')}
        slotProps={{ htmlInput: { autoComplete: 'off', 'data-1p-ignore': true, 'data-lpignore': 'true' } }}
      />
      <FormControl
        component="fieldset"
        required
        error={problems?.scopes != null}
        aria-describedby={`${id}-scopes`}
      >
        <FormLabel component="legend">{t('tokens.scopes')}</FormLabel>
        {SCOPES.map((scope) => (
          <FormControlLabel
            key={scope}
            control={
              <Checkbox
                size="small"
                checked={values.scopes.includes(scope)}
                onChange={({ target }) =>
                  onChange({
                    scopes: target.checked
                      ? [...values.scopes, scope]
                      : values.scopes.filter((other) => other !== scope),
                  })
                }
              />
            }
            label={
              <Box>
                {t(`tokens.scope.${scope}`)}
                <Typography variant="body2" color="textSecondary">
                  {t(`tokens.scopeHint.${scope}`)}
                </Typography>
              </Box>
            }
            sx={{ alignItems: 'flex-start', mt: 1 }}
          />
        ))}
        <FormHelperText id={`${id}-scopes`} sx={{ mx: 0 }}>
          {problems?.scopes ? t('tokens.problem.noScope') : t('tokens.scopesHint')}
        </FormHelperText>
      </FormControl>
      <TextField
        select
        fullWidth
        label={t('keyForm.expiration')}
        value={values.lifetime}
        onChange={({ target }) =>
          onChange({ lifetime: CHOICES.find((choice) => choice === target.value) ?? '90d' })
        }
        helperText={
          expiresAt === null
            ? t('tokens.expiresNever')
            : t('keyForm.expiresOn', { date: format.minute(new Date(expiresAt), zone) })
        }
      >
        {CHOICES.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {t(`keyForm.expirationChoice.${choice}`)}
          </MenuItem>
        ))}
      </TextField>
    </Stack>
  );
}
