import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import useMediaQuery from '@mui/material/useMediaQuery';
import { CatalogueFilters, type FilterModel } from './CatalogueFilters';
import { CompareSwitch } from './CompareSwitch';
import { FilterSheet } from './FilterSheet';
import { KeyFilter } from './KeyFilter';
import { RangePicker } from './RangePicker';
import { RangeStepper } from './RangeStepper';
import { StepSelect } from './StepSelect';
import type { UsageQuestion } from './usageQuestion';
import type { UsageRange } from './usageRange';
import type { UsageFrame } from './useUsage';
import { ZoneSelect } from './ZoneSelect';

interface UsageToolbarProps {
  readonly question: UsageQuestion;
  readonly frame: UsageFrame;
  readonly onAsk: (change: Partial<UsageQuestion>) => void;
  readonly accountZone: string;
  readonly models: readonly FilterModel[];
}

/** What to look at: when, in which zone, how fine, and which keys, models and providers. On a phone behind a button. */
export function UsageToolbar(props: UsageToolbarProps) {
  const { question, frame, onAsk } = props;
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  // A range that was chosen by hand begins a new way in.
  const askRange = (range: UsageRange) => onAsk({ range, trail: [] });
  return (
    <Stack sx={{ gap: 1.5 }}>
      <Box sx={ROW}>
        <RangePicker range={question.range} frame={frame} onChange={askRange} />
        <RangeStepper frame={frame} onChange={askRange} />
        {isPhone ? (
          <FilterSheet question={question} onAsk={onAsk}>
            <TimeChoices {...props} />
            <Filters {...props} />
          </FilterSheet>
        ) : (
          <TimeChoices {...props} />
        )}
      </Box>
      {!isPhone && (
        <Box sx={ROW}>
          <Filters {...props} />
        </Box>
      )}
    </Stack>
  );
}

const ROW = { display: 'flex', flexWrap: 'wrap', gap: 1.5, alignItems: 'center' } as const;

function TimeChoices({ question, frame, onAsk, accountZone }: UsageToolbarProps) {
  return (
    <>
      <ZoneSelect zone={question.zone} accountZone={accountZone} onChange={(zone) => onAsk({ zone })} />
      <StepSelect step={question.step} frame={frame} onChange={(step) => onAsk({ step })} />
    </>
  );
}

function Filters({ question, onAsk, models }: UsageToolbarProps) {
  return (
    <>
      <KeyFilter chosen={question.apiKeyIds} onChange={(apiKeyIds) => onAsk({ apiKeyIds })} />
      <CatalogueFilters models={models} question={question} onAsk={onAsk} />
      <CompareSwitch isOn={question.isCompared} onChange={(isCompared) => onAsk({ isCompared })} />
    </>
  );
}
