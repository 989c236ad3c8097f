import Box from '@mui/material/Box';
import List from '@mui/material/List';
import ListItemButton from '@mui/material/ListItemButton';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RANGE_PRESETS, type RangePreset, type TypedRange, type UsageRange } from './usageRange';

interface PresetListProps {
  readonly range: UsageRange;
  readonly recent: readonly TypedRange[];
  readonly onChoose: (range: UsageRange) => void;
}

/** The usual ranges and those typed last; typing narrows them, arrow keys walk through them. */
export function PresetList({ range, recent, onChoose }: PresetListProps) {
  const { t } = useTranslation();
  const [filter, setFilter] = useState('');
  const frame = useRef<HTMLDivElement>(null);
  const names = (preset: RangePreset) => t(`usage.range.${preset}`);
  const shown = RANGE_PRESETS.filter((preset) => names(preset).toLowerCase().includes(filter.toLowerCase()));

  function walk(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [...(frame.current?.querySelectorAll<HTMLElement>('input, button') ?? [])];
    const place = stops.findIndex((stop) => stop.contains(document.activeElement));
    const next = step === undefined ? undefined : stops[place + step];
    if (!next) return;
    event.preventDefault();
    next.focus();
  }

  return (
    <Box ref={frame} onKeyDown={walk} sx={{ minWidth: 190, pt: 1.5 }}>
      <TextField
        autoFocus
        placeholder={t('usage.range.filter')}
        value={filter}
        onChange={({ target }) => setFilter(target.value)}
        onKeyDown={({ key }) => {
          const [first] = shown;
          if (key === 'Enter' && first && filter !== '') onChoose({ kind: 'preset', preset: first });
        }}
        slotProps={{ htmlInput: { 'aria-label': t('usage.range.filter'), maxLength: 30 } }}
        sx={{ px: 1.5, width: '100%' }}
      />
      <List dense aria-label={t('usage.range.presets')}>
        {shown.map((preset) => (
          <RangeItem
            key={preset}
            text={names(preset)}
            isChosen={range.kind === 'preset' && range.preset === preset}
            onClick={() => onChoose({ kind: 'preset', preset })}
          />
        ))}
      </List>
      {recent.length > 0 && (
        <>
          <Typography variant="caption" color="textSecondary" component="h3" sx={{ px: 2 }}>
            {t('usage.range.recent')}
          </Typography>
          <List dense aria-label={t('usage.range.recent')}>
            {recent.map((typed) => (
              <RangeItem
                key={`${typed.from} ${typed.to}`}
                text={`${typed.from} – ${typed.to}`}
                isChosen={range.kind === 'typed' && range.from === typed.from && range.to === typed.to}
                onClick={() => onChoose(typed)}
              />
            ))}
          </List>
        </>
      )}
    </Box>
  );
}

interface RangeItemProps {
  readonly text: string;
  readonly isChosen: boolean;
  readonly onClick: () => void;
}

function RangeItem({ text, isChosen, onClick }: RangeItemProps) {
  return (
    <li>
      <ListItemButton
        component="button"
        selected={isChosen}
        aria-pressed={isChosen}
        onClick={onClick}
        sx={{ width: '100%', border: 0, font: 'inherit', textAlign: 'start' }}
      >
        {text}
      </ListItemButton>
    </li>
  );
}
