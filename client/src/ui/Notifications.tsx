import { createContext, lazy, type ReactNode, Suspense, useCallback, useContext, useState } from 'react';
import type { Notice } from './NoticeBar';

const NoticeBar = lazy(() => import('./NoticeBar').then((file) => ({ default: file.NoticeBar })));

type Notify = (text: string) => void;

const NotifyContext = createContext<Notify | null>(null);

/** Says that a small action succeeded. Problems never stand here: they stand where they arose. */
export function useNotify(): Notify {
  const notify = useContext(NotifyContext);
  if (!notify) throw new Error('useNotify needs Notifications above it.');
  return notify;
}

/** One message at a time, the newest. */
export function Notifications({ children }: { children: ReactNode }) {
  const [notice, setNotice] = useState<Notice | null>(null);
  const notify = useCallback((text: string) => setNotice((last) => ({ id: (last?.id ?? 0) + 1, text })), []);
  return (
    <NotifyContext value={notify}>
      {children}
      {notice && (
        <Suspense fallback={null}>
          <NoticeBar key={notice.id} notice={notice} />
        </Suspense>
      )}
    </NotifyContext>
  );
}
