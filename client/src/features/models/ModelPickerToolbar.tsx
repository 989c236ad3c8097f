import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import InputAdornment from '@mui/material/InputAdornment';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckIcon, SearchIcon } from '../../ui/icons';
import type { ModelKindName } from './modelKinds';

interface ModelPickerToolbarProps {
  /** How many models there are to search. */
  readonly count: number;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** The kinds that the catalogue has; with one only there is nothing to choose. */
  readonly kinds: readonly ModelKindName[];
  readonly kind: ModelKindName | null;
  readonly onKind: (kind: ModelKindName | null) => void;
  readonly isOnlySelected: boolean;
  readonly onOnlySelected: (isOn: boolean) => void;
  readonly searchRef: Ref<HTMLInputElement> | undefined;
}

export function ModelPickerToolbar(props: ModelPickerToolbarProps) {
  const { t } = useTranslation();
  const { count, search, onSearch, kinds, kind, onKind, isOnlySelected, onOnlySelected, searchRef } = props;
  const glass = (
    <InputAdornment position="start">
      <SearchIcon fontSize="small" />
    </InputAdornment>
  );
  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, p: 1, flexWrap: 'wrap' }}>
      <TextField
        type="search"
        inputRef={searchRef}
        placeholder={t('models.search', { count })}
        value={search}
        onChange={(event) => onSearch(event.target.value)}
        onKeyDown={(event) => {
          // Enter would send the whole form.
          if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) event.preventDefault();
        }}
        sx={{ flex: '1 1 11rem' }}
        slotProps={{ htmlInput: { 'aria-label': t('models.searchLabel') }, input: { startAdornment: glass } }}
      />
      {kinds.length > 1 && (
        <TextField
          select
          label={t('models.page.kind')}
          value={kind ?? ''}
          onChange={({ target }) => onKind(kinds.find((each) => each === target.value) ?? null)}
          sx={{ minWidth: 130 }}
          slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
        >
          <MenuItem value="">{t('models.page.any')}</MenuItem>
          {kinds.map((each) => (
            <MenuItem key={each} value={each} dense>
              {t(`models.kind.${each}`)}
            </MenuItem>
          ))}
        </TextField>
      )}
      <Chip
        label={t('models.onlySelected')}
        {...(isOnlySelected ? { icon: <CheckIcon fontSize="small" />, color: 'primary' as const } : {})}
        variant={isOnlySelected ? 'filled' : 'outlined'}
        aria-pressed={isOnlySelected}
        onClick={() => onOnlySelected(!isOnlySelected)}
      />
    </Box>
  );
}
