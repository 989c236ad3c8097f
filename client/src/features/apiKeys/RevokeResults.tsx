import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { errorSentence } from '../../lib/errorSentence';
import { DialogFrame } from '../../ui/DialogFrame';
import { ErrorIcon } from '../../ui/frameIcons';
import { CheckCircleIcon } from '../../ui/icons';
import { MaskedKey } from '../../ui/MaskedKey';
import { KEY_LIST } from './SelectedKeyFacts';
import { useReceiptText } from './useReceiptText';
import type { RevokeResult } from './useRevokeApiKeys';

interface RevokeResultsProps {
  readonly results: readonly RevokeResult[];
  readonly onClose: () => void;
}

/** What became of each of many keys: its receipt, or why it was not stopped. Refusals stand first. */
export function RevokeResults({ results, onClose }: RevokeResultsProps) {
  const { t } = useTranslation();
  const receiptText = useReceiptText();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);

  const refused = results.filter((result) => result.kind === 'refused');
  const revoked = results.filter((result) => result.kind === 'revoked');
  return (
    <DialogFrame
      title={
        refused.length === 0
          ? t('keyRevoke.resultAll', { count: revoked.length })
          : t('keyRevoke.resultSome', { revoked: revoked.length, failed: refused.length })
      }
      titleRef={title}
      onClose={onClose}
    >
      <DialogContent>
        <Box
          component="ul"
          aria-label={t('keys.listLabel')}
          tabIndex={0}
          sx={{ ...KEY_LIST, maxHeight: 420 }}
        >
          {[...refused, ...revoked].map((result) => (
            <Box component="li" key={result.key.id} sx={{ display: 'flex', gap: 1 }}>
              {result.kind === 'revoked' ? (
                <CheckCircleIcon fontSize="small" color="success" />
              ) : (
                <ErrorIcon fontSize="small" color="error" />
              )}
              <Box sx={{ minWidth: 0 }}>
                <bdi translate="no">{result.key.name}</bdi> <MaskedKey text={result.key.maskedKey} />
                <Typography variant="body2" color="textSecondary">
                  {result.kind === 'revoked'
                    ? receiptText([result.receipt])
                    : t('keyRevoke.notRevoked', { reason: errorSentence(result.failure, t) })}
                </Typography>
              </Box>
            </Box>
          ))}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button variant="contained" onClick={onClose}>
          {t('secret.done')}
        </Button>
      </DialogActions>
    </DialogFrame>
  );
}
