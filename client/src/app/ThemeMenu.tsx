import { useColorScheme } from '@mui/material/styles';
import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureBoundary } from '../ui/FailureBoundary';
import { HeaderButton } from '../ui/HeaderButton';
import { COLOR_MODE_ICONS } from './colorModes';

const ThemeMenuList = lazy(() => import('./ThemeMenuList').then((file) => ({ default: file.ThemeMenuList })));

/** The colour scheme, also for those who are not signed in. */
export function ThemeMenu() {
  const { t } = useTranslation();
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { mode = 'system' } = useColorScheme();
  const Icon = COLOR_MODE_ICONS[mode];
  return (
    <>
      <HeaderButton
        aria-label={t('theme.label')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? menuId : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <Icon />
      </HeaderButton>
      {anchor && (
        <FailureBoundary>
          <Suspense fallback={null}>
            <ThemeMenuList id={menuId} anchor={anchor} onClose={() => setAnchor(null)} />
          </Suspense>
        </FailureBoundary>
      )}
    </>
  );
}
