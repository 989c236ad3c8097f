import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { HeaderMenu } from './HeaderMenu';

const LanguageMenuList = lazy(() =>
  import('./LanguageMenuList').then((file) => ({ default: file.LanguageMenuList })),
);

/** The language of the screens, for everyone. */
export function LanguageMenu() {
  const { t, i18n } = useTranslation();
  return (
    <HeaderMenu label={t('language.label')} renderMenu={(slot) => <LanguageMenuList {...slot} />}>
      <span aria-hidden translate="no">
        {i18n.language.slice(0, 2).toUpperCase()}
      </span>
    </HeaderMenu>
  );
}
