import { useTranslation } from 'react-i18next';
import type { RevocationReceipt } from './useRevokeApiKey';

/** The receipt of a revocation in one sentence: which nodes obey already, and what was cut off. */
export function useReceiptText(): (receipt: RevocationReceipt) => string {
  const { t } = useTranslation();
  return ({ nodes }) => {
    if (nodes.length === 0) return t('keyRevoke.done');
    const confirmed = nodes.filter((node) => node.acknowledgedAt !== null).length;
    const ended = nodes.reduce((sum, node) => sum + (node.streamsEnded ?? 0), 0);
    return t('keyRevoke.receipt', {
      nodes: t('keyRevoke.nodes', { confirmed, total: nodes.length }),
      streams: t('keyRevoke.streams', { count: ended }),
    });
  };
}
