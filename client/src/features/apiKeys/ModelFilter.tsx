import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { useAutocompleteTexts } from '../../ui/useAutocompleteTexts';

export interface FilterModel {
  readonly id: string;
  readonly name: string;
}

interface ModelFilterProps {
  readonly models: readonly FilterModel[];
  readonly modelId: string | null;
  readonly onChange: (modelId: string | null) => void;
}

/** Shows the keys that may call one model. */
export function ModelFilter({ models, modelId, onChange }: ModelFilterProps) {
  const { t } = useTranslation();
  const texts = useAutocompleteTexts();
  // A link may name a model that the catalogue no longer has: it stays visible, so that it can be cleared.
  const chosen =
    modelId === null ? null : (models.find(({ id }) => id === modelId) ?? { id: modelId, name: modelId });
  return (
    <Autocomplete
      {...texts}
      options={models}
      value={chosen}
      onChange={(_event, model) => onChange(model?.id ?? null)}
      getOptionLabel={(model) => model.name}
      getOptionKey={(model) => model.id}
      isOptionEqualToValue={(option, value) => option.id === value.id}
      autoHighlight
      size="small"
      sx={{ flex: '1 1 8rem', minWidth: 0, maxWidth: { sm: 240 } }}
      renderInput={(field) => (
        <TextField
          {...field}
          label={t('keys.filter.model')}
          placeholder={t('keys.filter.modelAny')}
          slotProps={{ ...field.slotProps, inputLabel: { ...field.slotProps.inputLabel, shrink: true } }}
        />
      )}
    />
  );
}
