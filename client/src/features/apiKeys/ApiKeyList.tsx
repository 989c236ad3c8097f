import Box from '@mui/material/Box';
import LinearProgress from '@mui/material/LinearProgress';
import Paper from '@mui/material/Paper';
import Stack from '@mui/material/Stack';
import useMediaQuery from '@mui/material/useMediaQuery';
import { lazy, Suspense, useMemo, useState } from 'react';
import { ApiKeyCards } from './ApiKeyCards';
import { ApiKeyTable } from './ApiKeyTable';
import { ColumnsMenu } from './ColumnsMenu';
import { ListPager } from './ListPager';
import { isFiltered } from './listQuestion';
import type { ReadyApiKeys } from './useApiKeys';
import { useKeyDays } from './useKeyDays';
import type { KeySelection } from './useKeySelection';
import { useKeyTokens } from './useKeyTokens';
import { useListColumns } from './useListColumns';
import type { ListQuestionControl } from './useListQuestion';

const FirstRequest = lazy(() => import('./FirstRequest').then((file) => ({ default: file.FirstRequest })));

interface ApiKeyListProps {
  readonly list: ReadyApiKeys;
  /** The account's, for its days. */
  readonly zone: string;
  readonly control: ListQuestionControl;
  readonly selection: KeySelection;
  readonly highlightedId: string | null;
}

/** One page of keys, and what to do next where none of them was ever used. */
export function ApiKeyList(props: ApiKeyListProps) {
  const { list, control } = props;
  const [isBeginner, setBeginner] = useState(false);
  // Stays once it is shown, to tell of the first request when it has come.
  if (!isBeginner && isNew(list) && !isFiltered(control.question)) setBeginner(true);
  const [first] = list.apiKeys;
  return (
    <Stack sx={{ gap: 2.5 }}>
      <KeyPage {...props} />
      {isBeginner && first && (
        <Suspense fallback={null}>
          <FirstRequest id={first.id} />
        </Suspense>
      )}
    </Stack>
  );
}

/** Keys, but nothing was ever called with one. */
function isNew({ apiKeys, nextCursor, counts }: ReadyApiKeys): boolean {
  return (
    nextCursor === null && counts.revoked === 0 && apiKeys.every(({ lastUsedAt }) => lastUsedAt === null)
  );
}

/** As a table or as cards. While something else is asked, what was there stays, with a bar on top. */
function KeyPage({ list, zone, control, selection, highlightedId }: ApiKeyListProps) {
  const isPhone = useMediaQuery((theme) => theme.breakpoints.down('md'));
  const { question, ask, nextPage, previousPage } = control;
  const { apiKeys, matching, nextCursor, isRefreshing } = list;
  const ids = useMemo(() => apiKeys.map(({ id }) => id), [apiKeys]);
  const keyDays = useKeyDays(ids, zone);
  const columns = useListColumns();
  const keyTokens = useKeyTokens({ ids, zone, isShown: !isPhone && columns.isShown('tokens30d') });
  const pager = (
    <ListPager
      shown={apiKeys.length}
      matching={matching}
      size={question.size}
      isBusy={isRefreshing}
      onSize={(size) => ask({ size })}
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
        <ApiKeyCards
          apiKeys={apiKeys}
          keyDays={keyDays}
          selection={selection}
          highlightedId={highlightedId}
        />
        {pager}
      </Box>
    );
  }
  return (
    <Paper variant="outlined" aria-busy={isRefreshing} sx={SCROLLER}>
      {progress}
      <Box sx={{ display: 'flex', justifyContent: 'flex-end', px: 1, pt: 0.5 }}>
        <ColumnsMenu isShown={columns.isShown} onToggle={columns.toggle} />
      </Box>
      <ApiKeyTable
        apiKeys={apiKeys}
        keyDays={keyDays}
        keyTokens={keyTokens}
        isShown={columns.isShown}
        sort={question.sort}
        onSort={(sort) => ask({ sort })}
        selection={selection}
        highlightedId={highlightedId}
      />
      {pager}
    </Paper>
  );
}

/** What has the focus is scrolled to where the cells that stick to the end of their rows do not cover it. */
const SCROLLER = { overflowX: 'auto', overflowY: 'hidden', scrollPaddingInlineEnd: '112px' } as const;
