import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ChevronDownIcon } from '../../ui/icons';
import { type FilterOption, FilterOptions } from './FilterOptions';

/** Options under a heading of their own; the first group needs none. */
export interface FilterGroup {
  readonly heading: string | null;
  readonly options: readonly FilterOption[];
}

interface FilterMenuProps {
  readonly label: string;
  readonly groups: readonly FilterGroup[];
  /** True when there are more than stand here: a search finds them. */
  readonly hasMore?: boolean;
  readonly search: string;
  readonly onSearch: (search: string) => void;
  /** Ids; none means all. */
  readonly chosen: readonly string[];
  readonly onChange: (ids: readonly string[]) => void;
}

/** Narrows the page to some keys, models or providers: a button, and behind it a list with a search. */
export function FilterMenu(props: FilterMenuProps) {
  const { label, groups, hasMore = false, search, onSearch, chosen, onChange } = props;
  const { t } = useTranslation();
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const isEmpty = groups.every(({ options }) => options.length === 0);
  const chosenText = chosen.length === 0 ? t('usage.filter.all') : String(chosen.length);
  return (
    <>
      <Button
        variant="outlined"
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        endIcon={<ChevronDownIcon />}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={{
          minHeight: 40,
          color: 'text.primary',
          bgcolor: 'background.paper',
          borderColor: '#868d9c',
          justifyContent: 'space-between',
        }}
      >
        {t('usage.filter.button', { label, chosen: chosenText })}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
        slotProps={{
          paper: { role: 'dialog', 'aria-label': label, sx: { mt: 0.5, width: 340, maxWidth: '95vw' } },
        }}
      >
        <Box sx={{ p: 1.5, pb: 1 }}>
          <TextField
            autoFocus
            fullWidth
            type="search"
            placeholder={t('usage.filter.search')}
            value={search}
            onChange={({ target }) => onSearch(target.value)}
            slotProps={{ htmlInput: { 'aria-label': t('usage.filter.searchIn', { label }), maxLength: 100 } }}
          />
        </Box>
        <Box sx={{ maxHeight: 320, overflowY: 'auto', px: 1.5, pb: 1 }}>
          {groups.map(({ heading, options }) =>
            options.length === 0 ? null : (
              <Box key={heading ?? 'first'} role="group" aria-labelledby={`${id}-${heading ?? 'first'}`}>
                <Typography
                  id={`${id}-${heading ?? 'first'}`}
                  variant="caption"
                  color="textSecondary"
                  sx={
                    heading === null
                      ? { display: 'none' }
                      : { display: 'block', borderTop: 1, borderColor: 'divider', mt: 1, pt: 1 }
                  }
                >
                  {heading ?? label}
                </Typography>
                <FilterOptions options={options} chosen={chosen} onChange={onChange} />
              </Box>
            ),
          )}
          {isEmpty && <Typography color="textSecondary">{t('state.noOptions')}</Typography>}
          {hasMore && (
            <Typography variant="caption" color="textSecondary">
              {t('usage.filter.more')}
            </Typography>
          )}
        </Box>
        <Box sx={{ p: 1, borderTop: 1, borderColor: 'divider', display: 'flex', justifyContent: 'flex-end' }}>
          <Button disabled={chosen.length === 0} onClick={() => onChange([])}>
            {t('action.clear')}
          </Button>
          <Button onClick={() => setAnchor(null)}>{t('action.close')}</Button>
        </Box>
      </Popover>
    </>
  );
}
