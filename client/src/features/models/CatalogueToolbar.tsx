import Box from '@mui/material/Box';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { SearchField } from '../../ui/SearchField';
import { MODEL_KINDS } from './modelKinds';
import type { ModelQuestion } from './modelQuestion';
import { providerName } from './providerName';

const ANY = 'any';

interface CatalogueToolbarProps {
  readonly question: ModelQuestion;
  readonly providers: readonly string[];
  readonly onAsk: (change: Partial<ModelQuestion>) => void;
}

/** Search, provider and kind. */
export function CatalogueToolbar({ question, providers, onAsk }: CatalogueToolbarProps) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5 }}>
      <SearchField
        label={t('models.searchLabel')}
        placeholder={t('models.searchLabel')}
        maxLength={100}
        value={question.search}
        onSearch={(search) => onAsk({ search })}
      />
      <TextField
        select
        label={t('models.page.provider')}
        value={question.provider ?? ANY}
        onChange={({ target }) => onAsk({ provider: target.value === ANY ? null : target.value })}
        sx={{ flex: { xs: '1 1 8rem', sm: '0 0 auto' }, minWidth: { xs: 0, sm: 150 } }}
      >
        <MenuItem value={ANY}>{t('models.page.any')}</MenuItem>
        {providers.map((provider) => (
          <MenuItem key={provider} value={provider}>
            {providerName(provider)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t('models.page.kind')}
        value={question.kind ?? ANY}
        onChange={({ target }) => onAsk({ kind: MODEL_KINDS.find((kind) => kind === target.value) ?? null })}
        sx={{ flex: { xs: '1 1 8rem', sm: '0 0 auto' }, minWidth: { xs: 0, sm: 150 } }}
      >
        <MenuItem value={ANY}>{t('models.page.any')}</MenuItem>
        {MODEL_KINDS.map((kind) => (
          <MenuItem key={kind} value={kind}>
            {t(`models.kind.${kind}`)}
          </MenuItem>
        ))}
      </TextField>
    </Box>
  );
}
