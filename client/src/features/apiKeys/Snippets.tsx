import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfig } from '../../lib/config';
import { CodeBlock } from '../../ui/CodeBlock';
import { CopyButton } from '../../ui/CopyButton';
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
  const id = useId();
  const { publicUrl } = useConfig();
  const [language, setLanguage] = useState<SnippetLanguage>(readSnippetLanguage);
  const [isFilled, setFilled] = useState(false);
  const code = snippetOf(language, { publicUrl, model, secret: isFilled ? secret : null });

  function choose(next: SnippetLanguage) {
    setLanguage(next);
    writeSnippetLanguage(next);
  }

  return (
    <Box sx={{ minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Typography id={`${id}-title`} variant="h3" component="h3">
          {t('secret.tryIt')}
        </Typography>
        <Tabs
          variant="scrollable"
          scrollButtons={false}
          aria-labelledby={`${id}-title`}
          value={language}
          onChange={(_event, next: SnippetLanguage) => choose(next)}
          sx={{ minHeight: 36, '& .MuiTab-root': { minHeight: 36, minWidth: 0, px: 1.25, py: 0.5 } }}
        >
          {SNIPPET_LANGUAGES.map((name) => (
            <Tab
              key={name}
              value={name}
              label={t(`secret.snippet.${name}`)}
              id={`${id}-${name}`}
              aria-controls={`${id}-panel`}
            />
          ))}
        </Tabs>
        <Box sx={{ ml: 'auto' }}>
          <CopyButton text={code} label={t('secret.copySnippet')} variant="text" />
        </Box>
      </Box>
      <Box sx={{ mt: 1 }}>
        <CodeBlock panelId={`${id}-panel`} tabId={`${id}-${language}`}>
          {code}
        </CodeBlock>
      </Box>
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
