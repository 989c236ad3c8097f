import Box from '@mui/material/Box';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfig } from '../../lib/config';
import { CodeBlock } from '../../ui/CodeBlock';
import { CopyButton } from '../../ui/CopyButton';
import { modelSample, SAMPLE_LANGUAGES, type SampleLanguage } from './modelSample';
import type { CatalogueModel } from './useModels';

/** A first request to this model in three languages. The key comes from the environment. */
export function ModelSample({ model }: { model: CatalogueModel }) {
  const { t } = useTranslation();
  const id = useId();
  const { publicUrl } = useConfig();
  const [language, setLanguage] = useState<SampleLanguage>('curl');
  const code = modelSample(language, { publicUrl, model: model.id, kind: model.kind });
  if (code === null) return <Typography sx={{ mt: 2 }}>{t('models.page.noSample')}</Typography>;
  return (
    <Box sx={{ mt: 2, minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
        <Tabs
          aria-label={t('models.page.sample')}
          value={language}
          onChange={(_event, next: SampleLanguage) => setLanguage(next)}
          sx={{ minHeight: 36, '& .MuiTab-root': { minHeight: 36, minWidth: 0, px: 1.25, py: 0.5 } }}
        >
          {SAMPLE_LANGUAGES.map((name) => (
            <Tab
              key={name}
              value={name}
              label={t(`models.page.language.${name}`)}
              id={`${id}-${name}`}
              aria-controls={`${id}-panel`}
            />
          ))}
        </Tabs>
        <Box sx={{ ml: 'auto' }}>
          <CopyButton text={code} label={t('models.page.copySample')} variant="text" />
        </Box>
      </Box>
      <Box sx={{ mt: 1 }}>
        <CodeBlock panelId={`${id}-panel`} tabId={`${id}-${language}`}>
          {code}
        </CodeBlock>
      </Box>
    </Box>
  );
}
