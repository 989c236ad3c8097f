import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import { mergedNodes } from './mergedNodes';
import type { RevocationReceipt } from './revocations';

/** Receipts in one sentence: how many keys, which nodes obey already, what was cut off, and what ends when. */
export function useReceiptText(): (receipts: readonly RevocationReceipt[]) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (receipts) => {
    const lead =
      receipts.length === 1 ? t('keyRevoke.done') : t('keyRevoke.doneMany', { count: receipts.length });
    const nodes = mergedNodes(receipts);
    if (nodes.length === 0) return lead;
    const confirmed = nodes.filter((node) => node.acknowledgedAt !== null).length;
    const ended = nodes.reduce((sum, node) => sum + (node.streamsEnded ?? 0), 0);
    const proof = t('keyRevoke.receipt', {
      nodes: t('keyRevoke.nodes', { confirmed, total: nodes.length }),
      streams: t('keyRevoke.streams', { count: ended }),
    });
    const silent = nodes.filter((node) => node.acknowledgedAt === null);
    if (silent.length === 0) return `${lead} ${proof}`;
    const names = format.list(silent.map(({ node }) => node));
    const ends = silent.flatMap(({ streamsEndBy }) => streamsEndBy ?? []).sort();
    const last = ends.at(-1);
    const rest =
      last === undefined
        ? t('keyRevoke.unconfirmed', { count: silent.length, names })
        : t('keyRevoke.unconfirmedUntil', {
            count: silent.length,
            names,
            time: format.clock(new Date(last), browserTimeZone()),
          });
    return `${lead} ${proof} ${rest}`;
  };
}
