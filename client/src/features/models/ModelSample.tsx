import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useConfig } from '../../lib/config';
import { CodeTabs } from '../../ui/CodeTabs';
import { modelSample, SAMPLE_LANGUAGES, type SampleLanguage } from './modelSample';
import type { CatalogueModel } from './useModels';

/** A first request to this model in three languages. The key comes from the environment. */
export function ModelSample({ model }: { model: CatalogueModel }) {
  const { t } = useTranslation();
  const { publicUrl } = useConfig();
  const [language, setLanguage] = useState<SampleLanguage>('curl');
  const code = modelSample(language, { publicUrl, model: model.id, kind: model.kind });
  if (code === null) return <Typography sx={{ mt: 2 }}>{t('models.page.noSample')}</Typography>;
  return (
    <Box sx={{ mt: 2 }}>
      <CodeTabs
        title={t('models.page.sample')}
        languages={SAMPLE_LANGUAGES.map((value) => ({ value, text: t(`models.page.language.${value}`) }))}
        language={language}
        onChoose={setLanguage}
        code={code}
        copyLabel={t('models.page.copySample')}
      />
    </Box>
  );
}
