import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Failure } from '../../lib/failure';
import { paths } from '../../lib/paths';
import { RevokeDialog } from '../../ui/RevokeDialog';
import { isLikelyMissed } from './isLikelyMissed';
import { RevokeResults } from './RevokeResults';
import { SelectedKeyFacts } from './SelectedKeyFacts';
import { TypedConfirmationField } from './TypedConfirmationField';
import type { SelectedKey } from './useKeySelection';
import { useKeysImpact } from './useKeysImpact';
import { type RevokeResult, useRevokeApiKeys } from './useRevokeApiKeys';
import { useTypedConfirmation } from './useTypedConfirmation';

/** The same in every language, so that it can be typed on every keyboard. */
const WORD = 'revoke';

interface RevokeApiKeysDialogProps {
  /** At least one. */
  readonly keys: readonly SelectedKey[];
  readonly listSearch: string;
  /** The account's. */
  readonly zone: string;
}

/** The last question before several keys are stopped for good, and then what became of each of them. */
export function RevokeApiKeysDialog({ keys, listSearch, zone }: RevokeApiKeysDialogProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const revoke = useRevokeApiKeys();
  const impactOf = useKeysImpact(
    keys.map(({ id }) => id),
    zone,
  );
  const [openedAt] = useState(() => new Date());
  const needsTyping = keys.some(
    (key) => isLikelyMissed(key, openedAt) || (impactOf?.(key.id).requestsLastDay ?? 0) > 0,
  );
  const confirmation = useTypedConfirmation(WORD);
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [results, setResults] = useState<readonly RevokeResult[] | null>(null);
  const close = () => void navigate({ pathname: paths.apiKeys, search: listSearch });

  async function confirm() {
    if (isBusy || (needsTyping && !confirmation.check())) return;
    setBusy(true);
    setFailure(null);
    const outcome = await revoke(keys);
    setBusy(false);
    if (outcome.ok) setResults(outcome.value);
    else setFailure(outcome.failure);
  }

  if (results) return <RevokeResults results={results} onClose={close} />;
  return (
    <RevokeDialog
      title={t('keyRevoke.titleMany', { count: keys.length })}
      facts={<SelectedKeyFacts keys={mostMissedFirst(keys)} impactOf={impactOf} />}
      warning={t('keyRevoke.warningMany', { count: keys.length })}
      submit={t('keyRevoke.submitMany', { count: keys.length })}
      isBusy={isBusy}
      failure={failure}
      failureTexts={{ refused: t('keyRevoke.failedMany'), unreachable: t('keyRevoke.unreachableMany') }}
      onConfirm={() => void confirm()}
      onClose={close}
    >
      {needsTyping && (
        <TypedConfirmationField
          confirmation={confirmation}
          label={t('keyRevoke.confirm', { name: WORD })}
          mismatch={t('keyRevoke.mismatchWord')}
          onEnter={() => void confirm()}
        />
      )}
      <Typography variant="body2" color="textSecondary">
        {t('keyRevoke.usageStaysMany', { count: keys.length })}
      </Typography>
    </RevokeDialog>
  );
}

/** Those used last stand first: they are the ones to think twice about. */
function mostMissedFirst(keys: readonly SelectedKey[]): readonly SelectedKey[] {
  return [...keys].sort((one, other) => (other.lastUsedAt ?? '').localeCompare(one.lastUsedAt ?? ''));
}
