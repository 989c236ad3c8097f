import { useTranslation } from 'react-i18next';
import type { Failure } from '../lib/failure';

/** The request id, for the people who can look it up. */
export function Reference({ failure }: { failure: Failure }) {
  const { t } = useTranslation();
  if (failure.kind === 'unreachable' || failure.requestId === null) return null;
  return (
    <>
      <br />
      <small>{t('state.reference', { id: failure.requestId })}</small>
    </>
  );
}
