import Button from '@mui/material/Button';
import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../../lib/copyText';
import { ChevronDownIcon, DownloadIcon } from '../../ui/icons';
import { useNotify } from '../../ui/Notifications';
import { ExportFailure } from './ExportFailure';
import { usageQueryText } from './usageQueryText';
import type { UsageQuestion } from './usageQuestion';
import { STEP_WORDS } from './usageStep';
import { usageVariables } from './usageVariables';
import { useExport } from './useExport';
import type { UsageFrame } from './useUsage';

interface ExportMenuProps {
  readonly question: UsageQuestion;
  readonly frame: UsageFrame;
  /** The models that the filters leave; null for all. */
  readonly modelIds: readonly string[] | null;
}

/** The numbers to take along as a file, or the way to them. */
export function ExportMenu({ question, frame, modelIds }: ExportMenuProps) {
  const { t } = useTranslation();
  const menuId = useId();
  const notify = useNotify();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const { problem, download, retry, dismiss } = useExport();
  const { table, chart } = usageVariables(question, frame, modelIds);
  const byStep = { ...chart, groupBy: ['MODEL' as const, 'API_KEY' as const] };
  const step = t(`usage.step.${STEP_WORDS[frame.step]}`).toLowerCase();

  function copy(text: string, said: string) {
    void copyText(text).then((isCopied) => notify(isCopied ? said : t('state.copyFailed')));
  }

  const entries = [
    { text: t('usage.export.table'), act: () => download(table, 'csv') },
    { text: t('usage.export.byStep', { step }), act: () => download(byStep, 'csv') },
    { text: t('usage.export.focus'), act: () => download(byStep, 'focus') },
    null,
    { text: t('usage.export.link'), act: () => copy(window.location.href, t('usage.export.linkCopied')) },
    {
      text: t('usage.export.query'),
      act: () => copy(usageQueryText(table), t('usage.export.queryCopied')),
    },
  ];
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
        {entries.map((entry) =>
          entry === null ? (
            <Divider key="line" />
          ) : (
            <MenuItem
              key={entry.text}
              onClick={() => {
                setAnchor(null);
                entry.act();
              }}
            >
              {entry.text}
            </MenuItem>
          ),
        )}
      </Menu>
      {problem && <ExportFailure problem={problem} onRetry={retry} onClose={dismiss} />}
    </>
  );
}
