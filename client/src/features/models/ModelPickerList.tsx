import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ModelPickerGroup } from './ModelPickerGroup';
import { type ModelGroup, tickedOf } from './pickModels';

interface ModelPickerListProps {
  readonly groups: readonly ModelGroup[];
  readonly selected: ReadonlySet<string>;
  readonly search: string;
  /** True while not all of the catalogue is shown. */
  readonly isNarrowed: boolean;
  readonly isOnlySelected: boolean;
  /** A small catalogue starts with every group open. */
  readonly isSmall: boolean;
  readonly onTick: (ids: readonly string[], isTicked: boolean) => void;
  readonly onClearSearch: () => void;
}

/** Groups open by themselves until so many models are in sight: a search of one letter must not draw a whole catalogue. */
const MOST_UNFOLDED = 100;

/** The groups that the search left over; those with hits stand open. */
export function ModelPickerList(props: ModelPickerListProps) {
  const { groups, selected, search, isNarrowed, isOnlySelected, isSmall, onTick, onClearSearch } = props;
  const [toggled, setToggled] = useState<Readonly<Record<string, boolean>>>({});
  const [openAtFirst] = useState(
    () =>
      new Set(
        groups
          .filter((group, at) => isSmall || at === 0 || tickedOf(group.models, selected) !== 'none')
          .map((group) => group.provider),
      ),
  );
  const inSight = firstGroups(groups, MOST_UNFOLDED);

  if (groups.length === 0)
    return <NothingShown search={search} isOnlySelected={isOnlySelected} onClearSearch={onClearSearch} />;

  return groups.map((group) => {
    // A search opens what it hits, whatever was folded before; folding then holds for the search only.
    const slot = `${isNarrowed ? 'narrowed' : 'all'} ${group.provider}`;
    const opensItself = inSight.has(group.provider) && (isNarrowed || openAtFirst.has(group.provider));
    const isOpen = toggled[slot] ?? opensItself;
    return (
      <ModelPickerGroup
        key={group.provider}
        group={group}
        selected={selected}
        search={search}
        isOpen={isOpen}
        onToggle={() => setToggled({ ...toggled, [slot]: !isOpen })}
        onTick={onTick}
      />
    );
  });
}

/** The providers of the first groups that have so many models together; always the first. */
function firstGroups(groups: readonly ModelGroup[], most: number): ReadonlySet<string> {
  let count = 0;
  const fitting = groups.filter(({ models }, at) => {
    count += models.length;
    return at === 0 || count <= most;
  });
  return new Set(fitting.map(({ provider }) => provider));
}

function NothingShown({
  search,
  isOnlySelected,
  onClearSearch,
}: {
  search: string;
  isOnlySelected: boolean;
  onClearSearch: () => void;
}) {
  const { t } = useTranslation();
  const text =
    search !== ''
      ? t('models.noMatch', { search })
      : t(isOnlySelected ? 'models.noneSelected' : 'models.emptyCatalogue');
  return (
    <Stack sx={{ alignItems: 'center', gap: 1, p: 3 }}>
      <Typography color="textSecondary" role="status">
        {text}
      </Typography>
      {search !== '' && <Button onClick={onClearSearch}>{t('models.clearSearch')}</Button>}
    </Stack>
  );
}
