import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../lib/copyText';
import { ChevronDownIcon, DownloadIcon } from '../../ui/icons';
import { useNotify } from '../../ui/Notifications';
import { usageQueryText } from './usageQueryText';
import type { UsageQuestion } from './usageQuestion';
import { usageVariables } from './usageVariables';
import type { UsageFrame } from './useUsage';

interface ExportMenuProps {
  readonly question: UsageQuestion;
  readonly frame: UsageFrame;
  /** The models that the filters leave; null for all. */
  readonly modelIds: readonly string[] | null;
}

/** The numbers to take along, or the way to them. */
export function ExportMenu({ question, frame, modelIds }: ExportMenuProps) {
  const { t } = useTranslation();
  const menuId = useId();
  const notify = useNotify();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);

  function copy(text: string, said: string) {
    setAnchor(null);
    void copyText(text).then((isCopied) => notify(isCopied ? said : t('state.copyFailed')));
  }

  return (
    <>
      <Button
        startIcon={<DownloadIcon />}
        endIcon={<ChevronDownIcon />}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        aria-controls={anchor ? menuId : undefined}
        onClick={(event) => setAnchor(event.currentTarget)}
      >
        {t('usage.export.button')}
      </Button>
      <Menu id={menuId} open={anchor !== null} anchorEl={anchor} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => copy(window.location.href, t('usage.export.linkCopied'))}>
          {t('usage.export.link')}
        </MenuItem>
        <MenuItem
          onClick={() =>
            copy(
              usageQueryText(usageVariables(question, frame, modelIds).table),
              t('usage.export.queryCopied'),
            )
          }
        >
          {t('usage.export.query')}
        </MenuItem>
      </Menu>
    </>
  );
}
