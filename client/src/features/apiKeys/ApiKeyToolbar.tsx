import { INPUT_LIMITS } from '@keymeter/shared';
import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Tooltip from '@mui/material/Tooltip';
import { useTranslation } from 'react-i18next';
import { RefreshIcon } from '../../ui/icons';
import { SearchField } from '../../ui/SearchField';
import type { ListQuestion } from './listQuestion';
import { type FilterModel, ModelFilter } from './ModelFilter';
import { SortSelect } from './SortSelect';
import { StatusFilter } from './StatusFilter';

interface ApiKeyToolbarProps {
  readonly question: ListQuestion;
  readonly onAsk: (change: Partial<Omit<ListQuestion, 'after'>>) => void;
  readonly models: readonly FilterModel[];
  readonly onRefresh: () => void;
  /** Cards have no headers to sort by. */
  readonly hasSort: boolean;
}

export function ApiKeyToolbar({ question, onAsk, models, onRefresh, hasSort }: ApiKeyToolbarProps) {
  const { t } = useTranslation();
  return (
    <Box role="search" sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 1.5 }}>
      <SearchField
        label={t('keys.filter.searchLabel')}
        placeholder={t('keys.filter.search')}
        hint={t('keys.filter.searchHint')}
        maxLength={INPUT_LIMITS.searchLength}
        value={question.search}
        onSearch={(search) => onAsk({ search })}
      />
      <StatusFilter statuses={question.statuses} onChange={(statuses) => onAsk({ statuses })} />
      <ModelFilter models={models} modelId={question.modelId} onChange={(modelId) => onAsk({ modelId })} />
      {hasSort && <SortSelect sort={question.sort} onChange={(sort) => onAsk({ sort })} />}
      <Tooltip title={t('action.refresh')}>
        <IconButton aria-keyshortcuts="r" onClick={onRefresh} sx={{ ml: 'auto' }}>
          <RefreshIcon fontSize="small" />
        </IconButton>
      </Tooltip>
    </Box>
  );
}
