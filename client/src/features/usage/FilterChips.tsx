import { useQuery } from '@apollo/client/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { CloseIcon } from '../../ui/icons';
import type { FilterModel } from './CatalogueFilters';
import { USAGE_KEY_NAME } from './usage.graphql';
import { isFiltered, NO_FILTERS, type UsageQuestion } from './usageQuestion';

/** More than these would push the numbers off the screen; the buttons above count them all. */
const MOST_SHOWN = 8;

interface FilterChipsProps {
  readonly question: UsageQuestion;
  readonly models: readonly FilterModel[];
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
}

/** What the page is narrowed to, each to be taken away, and all at once. */
export function FilterChips({ question, models, onAsk }: FilterChipsProps) {
  const { t } = useTranslation();
  if (!isFiltered(question)) return null;
  const { apiKeyIds, modelIds, providers } = question;
  const without = (ids: readonly string[], id: string) => ids.filter((other) => other !== id);
  const modelName = (id: string) => models.find((model) => model.id === id)?.name ?? id;
  const providerName = (id: string) => models.find((model) => model.provider === id)?.providerName ?? id;
  return (
    <Box
      role="group"
      aria-label={t('usage.filter.active')}
      sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}
    >
      {apiKeyIds.slice(0, MOST_SHOWN).map((id) => (
        <KeyChip key={id} id={id} onRemove={() => onAsk({ apiKeyIds: without(apiKeyIds, id) })} />
      ))}
      {modelIds.slice(0, MOST_SHOWN).map((id) => (
        <FilterChip
          key={id}
          label={t('usage.filter.models')}
          name={modelName(id)}
          onRemove={() => onAsk({ modelIds: without(modelIds, id) })}
        />
      ))}
      {providers.slice(0, MOST_SHOWN).map((id) => (
        <FilterChip
          key={id}
          label={t('usage.filter.providers')}
          name={providerName(id)}
          onRemove={() => onAsk({ providers: without(providers, id) })}
        />
      ))}
      <Button size="small" onClick={() => onAsk(NO_FILTERS)}>
        {t('action.clearFilters')}
      </Button>
    </Box>
  );
}

/** A key's name is asked for by itself: a link may name one that no list here has. */
function KeyChip({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { t } = useTranslation();
  const { data } = useQuery(USAGE_KEY_NAME, { variables: { id } });
  const name = data?.apiKey ? `${data.apiKey.name} …${data.apiKey.maskedKey.slice(-4)}` : id;
  return <FilterChip label={t('usage.filter.keys')} name={name} onRemove={onRemove} />;
}

interface FilterChipProps {
  readonly label: string;
  readonly name: string;
  readonly onRemove: () => void;
}

function FilterChip({ label, name, onRemove }: FilterChipProps) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      variant="outlined"
      aria-label={t('usage.filter.remove', { filter: `${label}: ${name}` })}
      endIcon={<CloseIcon />}
      onClick={onRemove}
      sx={{
        borderRadius: 4,
        color: 'text.primary',
        borderColor: '#868d9c',
        overflowWrap: 'anywhere',
        textAlign: 'start',
      }}
    >
      <span>
        {label}: <bdi>{name}</bdi>
      </span>
    </Button>
  );
}
