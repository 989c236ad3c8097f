import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { RefreshIcon } from '../../ui/icons';
import { ExportMenu } from './ExportMenu';
import { LiveButton } from './LiveButton';
import type { UsageQuestion } from './usageQuestion';
import type { UsageFrame } from './useUsage';

interface UsageActionsProps {
  readonly question: UsageQuestion;
  readonly frame: UsageFrame;
  /** The models that the filters leave; null for all. */
  readonly modelIds: readonly string[] | null;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
  readonly onRefresh: () => void;
}

/** What can be done with the numbers: ask again (R), follow them live (L), take them along. */
export function UsageActions({ question, frame, modelIds, onAsk, onRefresh }: UsageActionsProps) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>
      <Button aria-keyshortcuts="r" startIcon={<RefreshIcon />} onClick={onRefresh}>
        {t('action.refresh')}
      </Button>
      <LiveButton
        isOn={question.isLive}
        frame={frame}
        onSwitch={(isLive) => onAsk({ isLive })}
        onChange={onRefresh}
      />
      <ExportMenu question={question} frame={frame} modelIds={modelIds} />
    </Box>
  );
}
