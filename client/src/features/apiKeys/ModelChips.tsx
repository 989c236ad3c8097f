import { INPUT_LIMITS } from '@keymeter/shared';
import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApiKeyDetails } from './useApiKey';

/** From so many on they can be searched. */
const SEARCHED_FROM = 21;
/** More are counted, not shown. */
const MOST_SHOWN = 100;

/** The models that a key may call, by name; many can be searched. Those that are no longer available are struck through. */
export function ModelChips({ models }: Pick<ApiKeyDetails, 'models'>) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const term = search.trim().toLowerCase();
  const found = models.filter(({ id, name }) => `${name} ${id}`.toLowerCase().includes(term));
  const more = found.length - MOST_SHOWN;
  return (
    <>
      {models.length >= SEARCHED_FROM && (
        <TextField
          fullWidth
          type="search"
          placeholder={t('models.search', { count: models.length })}
          value={search}
          onChange={({ target }) => setSearch(target.value)}
          sx={{ mb: 1 }}
          slotProps={{
            htmlInput: { 'aria-label': t('models.searchLabel'), maxLength: INPUT_LIMITS.searchLength },
          }}
        />
      )}
      <Box
        component="ul"
        aria-label={t('keys.column.models')}
        // Reached by keyboard, because it may scroll.
        tabIndex={0}
        sx={{
          listStyle: 'none',
          m: 0,
          p: 0,
          display: 'flex',
          flexWrap: 'wrap',
          gap: 0.75,
          maxHeight: 200,
          overflowY: 'auto',
        }}
      >
        {found.slice(0, MOST_SHOWN).map(({ id, name, isAvailable }) => (
          <Chip
            key={id}
            component="li"
            size="small"
            translate="no"
            label={isAvailable ? name : <s title={t('keys.modelRetired')}>{name}</s>}
          />
        ))}
      </Box>
      <Typography variant="body2" color="textSecondary" role="status">
        {found.length === 0 && t('models.noMatch', { search: search.trim() })}
        {more > 0 && t('keys.moreNotShown', { count: more })}
      </Typography>
    </>
  );
}
