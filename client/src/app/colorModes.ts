import { MonitorIcon, MoonIcon, SunIcon } from '../ui/frameIcons';
import type { Icon } from '../ui/lineIcon';

export const COLOR_MODES = ['system', 'light', 'dark'] as const;
export type ColorMode = (typeof COLOR_MODES)[number];

export const COLOR_MODE_ICONS: Readonly<Record<ColorMode, Icon>> = {
  system: MonitorIcon,
  light: SunIcon,
  dark: MoonIcon,
};
