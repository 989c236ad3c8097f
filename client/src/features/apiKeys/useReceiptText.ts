import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import type { RevocationReceipt } from './useRevokeApiKey';

/** The receipt of a revocation in one sentence: which nodes obey already, what was cut off, and what ends when. */
export function useReceiptText(): (receipt: RevocationReceipt) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ nodes }) => {
    if (nodes.length === 0) return t('keyRevoke.done');
    const confirmed = nodes.filter((node) => node.acknowledgedAt !== null).length;
    const ended = nodes.reduce((sum, node) => sum + (node.streamsEnded ?? 0), 0);
    const receipt = t('keyRevoke.receipt', {
      nodes: t('keyRevoke.nodes', { confirmed, total: nodes.length }),
      streams: t('keyRevoke.streams', { count: ended }),
    });
    const silent = nodes.filter((node) => node.acknowledgedAt === null);
    if (silent.length === 0) return receipt;
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
    return `${receipt} ${rest}`;
  };
}
