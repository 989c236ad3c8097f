import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import TextField from '@mui/material/TextField';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CopyButton } from './CopyButton';
import { MONOSPACE } from './monospace';

interface SecretFieldProps {
  readonly secret: string;
  readonly label: string;
  /** What a screen reader says when it has been copied. */
  readonly copiedText: string;
  /** Called when the secret has gone to the clipboard, by the button or by hand. */
  readonly onCopied: () => void;
}

/** The secret, to be copied. It is not read aloud by itself, not corrected, not translated, not filled in. */
export function SecretField({ secret, label, copiedText, onCopied }: SecretFieldProps) {
  const { t } = useTranslation();
  const field = useRef<HTMLTextAreaElement>(null);
  const [isBlocked, setBlocked] = useState(false);

  function selectForHand() {
    setBlocked(true);
    field.current?.focus();
    field.current?.select();
  }

  return (
    <Box>
      <Box sx={{ display: 'flex', gap: 1, alignItems: 'center', flexWrap: { xs: 'wrap', sm: 'nowrap' } }}>
        <TextField
          fullWidth
          multiline
          label={label}
          inputRef={field}
          value={secret}
          slotProps={{
            htmlInput: {
              readOnly: true,
              spellCheck: false,
              autoComplete: 'off',
              autoCorrect: 'off',
              autoCapitalize: 'off',
              translate: 'no',
              'data-1p-ignore': true,
              'data-lpignore': 'true',
              onCopy: onCopied,
              onFocus: (event: React.FocusEvent<HTMLTextAreaElement>) => event.target.select(),
            },
          }}
          sx={{ '& textarea': { fontFamily: MONOSPACE, fontSize: '0.875rem', wordBreak: 'break-all' } }}
        />
        <CopyButton
          text={secret}
          variant="contained"
          copiedText={copiedText}
          onCopied={onCopied}
          onBlocked={selectForHand}
        />
      </Box>
      {isBlocked && (
        <Alert severity="info" sx={{ mt: 1 }}>
          {t('state.copyBlocked')}
        </Alert>
      )}
    </Box>
  );
}
