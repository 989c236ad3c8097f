import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { UsageKeysQuery } from '../../graphql/usage/graphql';
import { useDebounced } from '../../lib/useDebounced';
import { FilterMenu } from './FilterMenu';
import type { FilterOption } from './FilterOptions';
import { USAGE_KEYS } from './usage.graphql';

const TYPING_PAUSE_MS = 250;

interface KeyFilterProps {
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Keys by name and last four; revoked ones, whose usage stays, below a line of their own. The server searches. */
export function KeyFilter({ chosen, onChange }: KeyFilterProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const settled = useDebounced(search.trim(), TYPING_PAUSE_MS);
  const { data, previousData } = useQuery(USAGE_KEYS, {
    variables: {
      live: { search: settled },
      revoked: { search: settled, statuses: ['REVOKED'] },
    },
  });
  const { live, revoked } = data ?? previousData ?? {};
  return (
    <FilterMenu
      label={t('usage.filter.keys')}
      groups={[
        { heading: null, options: optionsOf(live) },
        { heading: t('usage.filter.revoked'), options: optionsOf(revoked) },
      ]}
      hasMore={isCut(live) || isCut(revoked)}
      search={search}
      onSearch={setSearch}
      chosen={chosen}
      onChange={onChange}
    />
  );
}

type KeyPage = UsageKeysQuery['live'];

function optionsOf(page: KeyPage | undefined): readonly FilterOption[] {
  return (page?.nodes ?? []).map(({ id, name, maskedKey }) => ({
    id,
    name,
    hint: `…${maskedKey.slice(-4)}`,
  }));
}

function isCut(page: KeyPage | undefined): boolean {
  return page !== undefined && page.totalCount > page.nodes.length;
}
