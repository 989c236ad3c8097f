import { useTranslation } from 'react-i18next';

/** The words of a search field with a list, which the library would otherwise say in English. */
export function useAutocompleteTexts() {
  const { t } = useTranslation();
  return {
    openText: t('action.open'),
    closeText: t('action.close'),
    clearText: t('action.clear'),
    noOptionsText: t('state.noOptions'),
    getLimitTagsText: (count: number) => t('state.andMore', { count }),
  };
}
