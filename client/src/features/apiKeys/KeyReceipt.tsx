import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/useFormat';
import { browserTimeZone } from '../../lib/zonedTime';
import type { RevocationReceipt } from './revocations';
import { useReceiptText } from './useReceiptText';
import { useRevocations } from './useRevocations';

/** The receipt of a key that was revoked since the page was loaded, node by node; nothing for other keys. */
export function KeyReceipt({ id }: { id: string }) {
  const { t } = useTranslation();
  const receiptText = useReceiptText();
  const { all } = useRevocations();
  const receipt = all.find((revocation) => revocation.id === id)?.receipt;
  if (!receipt) return null;
  return (
    <Box component="section">
      <Typography variant="h3" sx={{ mb: 1 }}>
        {t('keyRevoke.receiptTitle')}
      </Typography>
      <Typography>{receiptText([receipt])}</Typography>
      <Box component="ul" sx={{ listStyle: 'none', p: 0, m: 0, mt: 0.5 }}>
        {receipt.nodes.map((node) => (
          <Typography key={node.node} component="li" variant="body2" color="textSecondary">
            <NodeLine node={node} />
          </Typography>
        ))}
      </Box>
    </Box>
  );
}

function NodeLine({ node }: { node: RevocationReceipt['nodes'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { acknowledgedAt, streamsEnded } = node;
  return (
    <>
      <bdi translate="no">{node.node}</bdi>{' '}
      {acknowledgedAt === null
        ? t('keyRevoke.nodeSilent')
        : t('keyRevoke.nodeConfirmed', {
            time: format.clock(new Date(acknowledgedAt), browserTimeZone()),
            streams: t('keyRevoke.streams', { count: streamsEnded ?? 0 }),
          })}
    </>
  );
}
