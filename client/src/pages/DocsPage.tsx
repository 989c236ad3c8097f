import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { BaseUrl } from '../features/apiKeys/BaseUrl';
import { QuickStart } from '../features/apiKeys/QuickStart';
import { RouteTables } from '../features/docs/RouteTables';
import { useModels } from '../features/models/useModels';
import { PageHeading } from '../ui/PageHeading';

/** How to call the models, and what else programs may ask for. */
export function DocsPage() {
  const { t } = useTranslation();
  const catalogue = useModels();
  const models = catalogue.status === 'ready' ? catalogue.models : [];
  const model = models.find(({ kind, isAvailable }) => kind === 'CHAT' && isAvailable)?.id;
  return (
    <Stack sx={{ gap: 2.5 }}>
      <div>
        <PageHeading title={t('nav.docs')} />
        <Typography color="textSecondary">{t('docs.lead')}</Typography>
      </div>
      <BaseUrl isLinked={false} />
      <Paper variant="outlined" component="section" sx={{ p: { xs: 2, sm: 3 }, minWidth: 0 }}>
        <Typography variant="h2" sx={{ mb: 2 }}>
          {t('docs.quickStart')}
        </Typography>
        <QuickStart model={model ?? 'provider/model'} />
      </Paper>
      <RouteTables />
    </Stack>
  );
}
