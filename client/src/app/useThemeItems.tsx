import ListItemIcon from '@mui/material/ListItemIcon';
import MenuItem from '@mui/material/MenuItem';
import { useColorScheme } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { CheckIcon } from '../ui/icons';
import { COLOR_MODE_ICONS, COLOR_MODES } from './colorModes';

/** System, Light and Dark, for any menu. Choosing leaves the menu open, so that one sees what it does. */
export function useThemeItems() {
  const { t } = useTranslation();
  const { mode = 'system', setMode } = useColorScheme();
  return COLOR_MODES.map((choice) => {
    const Icon = COLOR_MODE_ICONS[choice];
    const isChosen = choice === mode;
    return (
      <MenuItem key={choice} role="menuitemradio" aria-checked={isChosen} onClick={() => setMode(choice)}>
        <ListItemIcon>
          <Icon fontSize="small" />
        </ListItemIcon>
        {t(`theme.${choice}`)}
        {isChosen && <CheckIcon fontSize="small" sx={{ ml: 'auto', pl: 1, boxSizing: 'content-box' }} />}
      </MenuItem>
    );
  });
}
