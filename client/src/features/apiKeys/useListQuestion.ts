import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { paths } from '../../lib/paths';
import { type ListQuestion, readQuestion, writeQuestion } from './listQuestion';

export interface ListQuestionControl {
  readonly question: ListQuestion;
  /** Asks for something else, from the first page on. */
  readonly ask: (change: Partial<Omit<ListQuestion, 'after'>>) => void;
  readonly clear: () => void;
  readonly nextPage: (cursor: string) => void;
  readonly previousPage: () => void;
}

/** The list's question, kept in the address. The way back through the pages is kept with the history entry. */
export function useListQuestion(): ListQuestionControl {
  const [params] = useSearchParams();
  const { state } = useLocation();
  const navigate = useNavigate();
  const question = readQuestion(params);
  const trail = trailIn(state);

  function go(next: ListQuestion, options: { trail: readonly string[]; replace: boolean }) {
    const search = writeQuestion(next).toString();
    void navigate(
      { pathname: paths.apiKeys, search },
      { replace: options.replace, state: { trail: options.trail } },
    );
  }

  return {
    question,
    ask: (change) => go({ ...question, ...change, after: null }, { trail: [], replace: true }),
    clear: () =>
      go(
        { ...question, search: '', statuses: [], modelId: null, after: null },
        { trail: [], replace: false },
      ),
    nextPage: (cursor) =>
      go({ ...question, after: cursor }, { trail: [...trail, question.after ?? ''], replace: false }),
    previousPage: () =>
      go({ ...question, after: trail.at(-1) || null }, { trail: trail.slice(0, -1), replace: false }),
  };
}

/** The cursors of the pages before this one; a link opened anew has none, and Previous then leads to the first page. */
function trailIn(state: unknown): readonly string[] {
  const trail: unknown = typeof state === 'object' && state !== null && 'trail' in state ? state.trail : [];
  return Array.isArray(trail) ? trail.filter((cursor) => typeof cursor === 'string') : [];
}
