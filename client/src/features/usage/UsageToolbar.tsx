import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { type FilterOption, MultiFilter } from './MultiFilter';
import { RangePicker } from './RangePicker';
import { StepSelect } from './StepSelect';
import { isFiltered, type UsageQuestion } from './usageQuestion';
import type { UsageFrame } from './useUsage';
import { ZoneSelect } from './ZoneSelect';

interface UsageToolbarProps {
  readonly question: UsageQuestion;
  readonly frame: UsageFrame;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
  readonly accountZone: string;
  readonly apiKeys: readonly FilterOption[];
  readonly models: readonly FilterOption[];
}

/** What to look at: when, in which zone, how fine, and which keys and models. */
export function UsageToolbar({ question, frame, onAsk, accountZone, apiKeys, models }: UsageToolbarProps) {
  const { t } = useTranslation();
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'flex-start' }}>
      <RangePicker range={question.range} frame={frame} onChange={(range) => onAsk({ range })} />
      <ZoneSelect zone={question.zone} accountZone={accountZone} onChange={(zone) => onAsk({ zone })} />
      <StepSelect step={question.step} frame={frame} onChange={(step) => onAsk({ step })} />
      <MultiFilter
        label={t('usage.filter.keys')}
        options={apiKeys}
        chosen={question.apiKeyIds}
        onChange={(apiKeyIds) => onAsk({ apiKeyIds })}
      />
      <MultiFilter
        label={t('usage.filter.models')}
        options={models}
        chosen={question.modelIds}
        onChange={(modelIds) => onAsk({ modelIds })}
      />
      {isFiltered(question) && (
        <Button onClick={() => onAsk({ apiKeyIds: [], modelIds: [] })} sx={{ minHeight: 40 }}>
          {t('action.clearFilters')}
        </Button>
      )}
    </Box>
  );
}
