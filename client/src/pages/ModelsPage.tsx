import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Catalogue } from '../features/models/Catalogue';
import { readModelQuestion, writeModelQuestion } from '../features/models/modelQuestion';
import { useModels } from '../features/models/useModels';
import { ErrorNotice } from '../ui/ErrorNotice';
import { LoadingBlock } from '../ui/LoadingBlock';
import { PageHeading } from '../ui/PageHeading';

/** The catalogue: what there is to call, what it costs, and how to call it. */
export function ModelsPage() {
  const { t } = useTranslation();
  const state = useModels();
  const [params, setParams] = useSearchParams();
  const question = readModelQuestion(params);

  function content() {
    switch (state.status) {
      case 'loading':
        return <LoadingBlock rows={6} />;
      case 'failed':
        return <ErrorNotice title={t('models.page.failed')} failure={state.failure} onRetry={state.retry} />;
      case 'ready':
        return (
          <Catalogue
            models={state.models}
            question={question}
            onAsk={(change) =>
              setParams(writeModelQuestion({ ...question, ...change }), { preventScrollReset: true })
            }
          />
        );
    }
  }

  return (
    <Stack sx={{ gap: 2.5 }}>
      <div>
        <PageHeading title={t('models.page.title')} />
        <Typography color="textSecondary">{t('models.page.about')}</Typography>
      </div>
      {content()}
    </Stack>
  );
}
