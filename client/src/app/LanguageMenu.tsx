import { lazy, Suspense, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FailureBoundary } from '../ui/FailureBoundary';
import { HeaderButton } from '../ui/HeaderButton';

const LanguageMenuList = lazy(() =>
  import('./LanguageMenuList').then((file) => ({ default: file.LanguageMenuList })),
);

/** The language of the screens, for everyone. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  const menuId = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  return (
    <>
      <HeaderButton
        aria-label={t('language.label')}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? menuId : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        <span aria-hidden translate="no">
          {i18n.language.slice(0, 2).toUpperCase()}
        </span>
      </HeaderButton>
      {anchor && (
        <FailureBoundary>
          <Suspense fallback={null}>
            <LanguageMenuList id={menuId} anchor={anchor} onClose={() => setAnchor(null)} />
          </Suspense>
        </FailureBoundary>
      )}
    </>
  );
}
