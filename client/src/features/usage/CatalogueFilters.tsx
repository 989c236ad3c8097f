import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterMenu } from './FilterMenu';
import type { FilterOption } from './FilterOptions';
import type { UsageQuestion } from './usageQuestion';

/** What a filter needs to know of a model. */
export interface FilterModel {
  readonly id: string;
  readonly name: string;
  readonly provider: string;
  readonly providerName: string;
}

/** More are found by typing. */
const MOST_SHOWN = 100;

interface CatalogueFiltersProps {
  readonly models: readonly FilterModel[];
  readonly question: UsageQuestion;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
}

/** Filters by what the catalogue knows: models, and who makes them. */
export function CatalogueFilters({ models, question, onAsk }: CatalogueFiltersProps) {
  const { t } = useTranslation();
  const providers = new Map(models.map(({ provider, providerName }) => [provider, providerName]));
  return (
    <>
      <ListFilter
        label={t('usage.filter.models')}
        options={models.map(({ id, name }) => ({ id, name, hint: id }))}
        chosen={question.modelIds}
        onChange={(modelIds) => onAsk({ modelIds })}
      />
      <ListFilter
        label={t('usage.filter.providers')}
        options={[...providers].map(([id, name]) => ({ id, name }))}
        chosen={question.providers}
        onChange={(chosen) => onAsk({ providers: chosen })}
      />
    </>
  );
}

interface ListFilterProps {
  readonly label: string;
  readonly options: readonly FilterOption[];
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

function ListFilter({ label, options, chosen, onChange }: ListFilterProps) {
  const [search, setSearch] = useState('');
  const wanted = search.trim().toLowerCase();
  const found = options.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(wanted));
  return (
    <FilterMenu
      label={label}
      groups={[{ heading: null, options: found.slice(0, MOST_SHOWN) }]}
      hasMore={found.length > MOST_SHOWN}
      search={search}
      onSearch={setSearch}
      chosen={chosen}
      onChange={onChange}
    />
  );
}
