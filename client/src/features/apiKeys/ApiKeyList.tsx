import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import useMediaQuery from '@mui/material/useMediaQuery';
import { ApiKeyCards } from './ApiKeyCards';
import { ApiKeyTable } from './ApiKeyTable';
import { ListPager } from './ListPager';
import type { ReadyApiKeys } from './useApiKeys';
import type { ListQuestionControl } from './useListQuestion';

interface ApiKeyListProps {
  readonly list: ReadyApiKeys;
  readonly control: ListQuestionControl;
  readonly highlightedId: string | null;
}

/** One page of keys, as a table or as cards. While something else is asked, what was there stays, with a bar on top. */
export function ApiKeyList({ list, control, highlightedId }: ApiKeyListProps) {
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('md'));
  const { question, ask, nextPage, previousPage } = control;
  const { apiKeys, matching, nextCursor, isRefreshing } = list;
  const pager = (
    <ListPager
      shown={apiKeys.length}
      matching={matching}
      isBusy={isRefreshing}
      onPrevious={question.after === null ? null : previousPage}
      onNext={nextCursor === null ? null : () => nextPage(nextCursor)}
    />
  );
  const progress = (
    <Box aria-hidden sx={{ height: 2 }}>
      {isRefreshing && <LinearProgress sx={{ height: 2 }} />}
    </Box>
  );
  if (isPhone) {
    return (
      <Box aria-busy={isRefreshing}>
        {progress}
        <ApiKeyCards apiKeys={apiKeys} highlightedId={highlightedId} />
        {pager}
      </Box>
    );
  }
  return (
    <Paper variant="outlined" aria-busy={isRefreshing} sx={{ overflow: 'hidden' }}>
      {progress}
      <ApiKeyTable
        apiKeys={apiKeys}
        sort={question.sort}
        onSort={(sort) => ask({ sort })}
        highlightedId={highlightedId}
      />
      {pager}
    </Paper>
  );
}
