import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useTranslation } from 'react-i18next';
import { LiveText } from '../../ui/LiveText';
import { ApiKeyToolbar } from './ApiKeyToolbar';
import { ExpiryNotice } from './ExpiryNotice';
import type { FilterModel } from './ModelFilter';
import { SelectionBar } from './SelectionBar';
import type { KeySelection } from './useKeySelection';
import type { ListQuestionControl } from './useListQuestion';

interface ListToolsProps {
  readonly control: ListQuestionControl;
  readonly models: readonly FilterModel[];
  readonly selection: KeySelection;
  readonly onRefresh: () => void;
}

/** What stands above the keys: what to search and filter them by, or what to do with those that are ticked. */
export function ListTools({ control, models, selection, onRefresh }: ListToolsProps) {
  const { t } = useTranslation();
  const hasCards = useMediaQuery((theme) => theme.breakpoints.down('md'));
  // On phones the bar stands at the foot: above, it would move the keys away under the finger.
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('sm'));
  const count = selection.keys.length;
  return (
    <>
      <ExpiryNotice onShow={() => control.ask({ statuses: ['active', 'limit'], sort: 'expiresAt' })} />
      {count > 0 && !isPhone ? (
        <Box sx={BAR}>
          <SelectionBar selection={selection} />
        </Box>
      ) : (
        <ApiKeyToolbar
          question={control.question}
          onAsk={control.ask}
          models={models}
          onRefresh={onRefresh}
          hasSort={hasCards}
        />
      )}
      <LiveText text={count > 0 ? t('keys.select.said', { count }) : ''} />
    </>
  );
}

/** Stays in sight below the header, however far down one ticks. */
const BAR = {
  position: 'sticky',
  top: 61,
  zIndex: 2,
  mx: -1,
  px: 1,
  bgcolor: 'background.default',
} as const;
