import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { speak } from '../i18n/i18n';
import { LANGUAGE_NAMES, type Language } from '../i18n/languages';
import { CheckIcon } from '../ui/icons';
import { useNotify } from '../ui/Notifications';

interface LanguageMenuListProps {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly onClose: () => void;
}

const OFFERED = Object.entries(LANGUAGE_NAMES) as [Language, string][]; // entries widen their keys to string

/** Each language by its own name, for those who cannot read the others. */
export function LanguageMenuList({ id, anchor, onClose }: LanguageMenuListProps) {
  const { t, i18n } = useTranslation();
  const notify = useNotify();
  const [params, setParams] = useSearchParams();

  async function choose(language: Language) {
    onClose();
    // A language in the address would win again at the next load.
    if (params.has('lang')) {
      params.delete('lang');
      setParams(params, { replace: true });
    }
    await speak(i18n, language).catch(() => notify(t('language.failed')));
  }

  return (
    <Menu id={id} open anchorEl={anchor} onClose={onClose}>
      {OFFERED.map(([language, name]) => {
        const isSpoken = language === i18n.language;
        return (
          <MenuItem
            key={language}
            lang={language}
            translate="no"
            role="menuitemradio"
            aria-checked={isSpoken}
            onClick={() => void choose(language)}
          >
            {name}
            {isSpoken && <CheckIcon fontSize="small" sx={{ ml: 'auto', pl: 2, boxSizing: 'content-box' }} />}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
