import Button from '@mui/material/Button';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { SearchIcon } from '../../ui/icons';
import { LiveText } from '../../ui/LiveText';
import { CatalogueTable } from './CatalogueTable';
import { CatalogueToolbar } from './CatalogueToolbar';
import { ModelDialog } from './ModelDialog';
import type { ModelQuestion } from './modelQuestion';
import { matchesSearch } from './pickModels';
import type { CatalogueModel } from './useModels';

interface CatalogueProps {
  readonly models: readonly CatalogueModel[];
  readonly question: ModelQuestion;
  readonly onAsk: (change: Partial<ModelQuestion>) => void;
}

/** Every model that there is, narrowed by what one looks for. */
export function Catalogue({ models, question, onAsk }: CatalogueProps) {
  const { t } = useTranslation();
  const { search, provider, kind, open } = question;
  const shown = models.filter(
    (model) =>
      (provider === null || model.provider === provider) &&
      (kind === null || model.kind === kind) &&
      matchesSearch(model, search.trim()),
  );
  const opened = models.find(({ id }) => id === open);
  return (
    <Stack sx={{ gap: 2 }}>
      <CatalogueToolbar
        question={question}
        providers={[...new Set(models.map((model) => model.provider))]}
        onAsk={onAsk}
      />
      <LiveText text={t('models.page.count', { count: shown.length })} />
      <Paper variant="outlined" sx={{ overflowX: 'auto' }}>
        {shown.length === 0 ? (
          <EmptyState
            icon={SearchIcon}
            title={models.length === 0 ? t('models.emptyCatalogue') : t('models.page.noMatch')}
            actions={
              models.length > 0 && (
                <Button variant="outlined" onClick={() => onAsk({ search: '', provider: null, kind: null })}>
                  {t('action.clearFilters')}
                </Button>
              )
            }
          />
        ) : (
          <CatalogueTable models={shown} onOpen={(id) => onAsk({ open: id })} />
        )}
      </Paper>
      {opened && <ModelDialog model={opened} onClose={() => onAsk({ open: null })} />}
    </Stack>
  );
}
