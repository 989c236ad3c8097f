import Box from '@mui/material/Box';
import Divider from '@mui/material/Divider';
import FormHelperText from '@mui/material/FormHelperText';
import { type Ref, useDeferredValue, useId, useMemo, useState } from 'react';
import { GoneModels } from './GoneModels';
import { ModelPickerFooter } from './ModelPickerFooter';
import { ModelPickerList } from './ModelPickerList';
import { ModelPickerToolbar } from './ModelPickerToolbar';
import { MODEL_KINDS, type ModelKindName } from './modelKinds';
import { groupByProvider, matchesSearch, withModels } from './pickModels';
import type { CatalogueModel } from './useModels';

interface ModelPickerProps {
  readonly models: readonly CatalogueModel[];
  /** Ids of the chosen models. */
  readonly selected: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
  /** What is wrong with the choice. */
  readonly problem: string | undefined;
  /** Names of chosen models that the catalogue may no longer have. */
  readonly nameOf?: (id: string) => string;
  /** Takes the focus when the choice is at fault. */
  readonly searchRef?: Ref<HTMLInputElement>;
}

/** Ticks models, one by one, by provider or by search. Plain groups of checkboxes: they work everywhere. */
export function ModelPicker(props: ModelPickerProps) {
  const { models, selected, onChange, problem, nameOf = (id: string) => id, searchRef } = props;
  const problemId = useId();
  const [search, setSearch] = useState('');
  const [kind, setKind] = useState<ModelKindName | null>(null);
  const [isOnlySelected, setOnlySelected] = useState(false);
  const chosen = useMemo(() => new Set(selected), [selected]);
  const offered = useMemo(() => models.filter((model) => model.isAvailable), [models]);
  // The field follows each key pressed; the list behind may take a moment longer.
  const term = useDeferredValue(search.trim());
  const shown = offered.filter(
    (model) =>
      matchesSearch(model, term) &&
      (kind === null || model.kind === kind) &&
      (!isOnlySelected || chosen.has(model.id)),
  );
  const offeredIds = new Set(idsOf(offered));
  const tick = (ids: readonly string[], isTicked: boolean) => onChange(withModels(selected, ids, isTicked));

  return (
    <Box>
      <Box
        role="group"
        aria-describedby={problem ? problemId : undefined}
        sx={{
          border: 1,
          borderColor: problem ? 'error.main' : 'divider',
          borderRadius: 2,
          overflow: 'hidden',
        }}
      >
        <ModelPickerToolbar
          count={offered.length}
          search={search}
          onSearch={setSearch}
          kinds={MODEL_KINDS.filter((each) => offered.some((model) => model.kind === each))}
          kind={kind}
          onKind={setKind}
          isOnlySelected={isOnlySelected}
          onOnlySelected={setOnlySelected}
          searchRef={searchRef}
        />
        <Divider />
        <Box sx={{ maxHeight: 300, overflowY: 'auto', py: 0.5 }}>
          <GoneModels
            ids={selected.filter((id) => !offeredIds.has(id))}
            nameOf={nameOf}
            onRemove={(id) => tick([id], false)}
          />
          <ModelPickerList
            groups={groupByProvider(shown)}
            selected={chosen}
            search={term}
            isNarrowed={term !== '' || kind !== null || isOnlySelected}
            isOnlySelected={isOnlySelected}
            isSmall={offered.length <= 12}
            onTick={tick}
            onClearSearch={() => setSearch('')}
          />
        </Box>
      </Box>
      {problem && (
        <FormHelperText id={problemId} error>
          {problem}
        </FormHelperText>
      )}
      <ModelPickerFooter
        selectedCount={selected.length}
        shownCount={shown.length}
        isFiltered={shown.length < offered.length}
        onSelectShown={() => tick(idsOf(shown), true)}
        onClear={() => onChange([])}
      />
    </Box>
  );
}

function idsOf(models: readonly CatalogueModel[]): readonly string[] {
  return models.map(({ id }) => id);
}
