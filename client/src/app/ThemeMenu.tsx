import { useColorScheme } from '@mui/material/styles';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { COLOR_MODE_ICONS } from './colorModes';
import { HeaderMenu } from './HeaderMenu';

const ThemeMenuList = lazy(() => import('./ThemeMenuList').then((file) => ({ default: file.ThemeMenuList })));

/** The colour scheme, also for those who are not signed in. */
export function ThemeMenu() {
  const { t } = useTranslation();
  const { mode = 'system' } = useColorScheme();
  const Icon = COLOR_MODE_ICONS[mode];
  return (
    <HeaderMenu label={t('theme.label')} renderMenu={(slot) => <ThemeMenuList {...slot} />}>
      <Icon />
    </HeaderMenu>
  );
}
