import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfig } from '../../lib/config';
import { CodeTabs } from '../../ui/CodeTabs';
import { readSnippetLanguage, writeSnippetLanguage } from './snippetLanguage';
import { SNIPPET_LANGUAGES, type SnippetLanguage, snippetOf } from './snippets';

interface SnippetsProps {
  /** Null when it can no longer be had: then the example names a variable. */
  readonly secret: string | null;
  readonly model: string;
}

/** The first request, in the language that was used last. The secret stands in it only when asked for. */
export function Snippets({ secret, model }: SnippetsProps) {
  const { t } = useTranslation();
  const { publicUrl } = useConfig();
  const [language, setLanguage] = useState<SnippetLanguage>(readSnippetLanguage);
  const [isFilled, setFilled] = useState(false);

  function choose(next: SnippetLanguage) {
    setLanguage(next);
    writeSnippetLanguage(next);
  }

  return (
    <Box sx={{ minWidth: 0 }}>
      <CodeTabs
        title={t('secret.tryIt')}
        languages={SNIPPET_LANGUAGES.map((value) => ({ value, text: t(`secret.snippet.${value}`) }))}
        language={language}
        onChoose={choose}
        code={snippetOf(language, { publicUrl, model, secret: isFilled ? secret : null })}
        copyLabel={t('secret.copySnippet')}
      />
      {secret !== null && (
        <FormControlLabel
          control={
            <Checkbox size="small" checked={isFilled} onChange={(event) => setFilled(event.target.checked)} />
          }
          label={t('secret.fillIn')}
        />
      )}
    </Box>
  );
}
