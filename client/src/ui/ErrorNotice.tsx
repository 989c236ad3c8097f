import { useTranslation } from 'react-i18next';
import { errorSentence } from '../lib/errorSentence';
import type { Failure } from '../lib/failure';
import { paths } from '../lib/paths';
import { PlainButton, PlainNotice } from './PlainNotice';
import { Reference } from './Reference';

interface ErrorNoticeProps {
  /** What did not work, in the words of the page. */
  readonly title: string;
  readonly failure: Failure;
  readonly onRetry: () => void;
}

/** Stands where the content would be: what failed, why, what to quote to support, and the way on. */
export function ErrorNotice({ title, failure, onRetry }: ErrorNoticeProps) {
  const { t } = useTranslation();
  const isSignedOut = failure.kind === 'refused' && failure.code === 'UNAUTHENTICATED';
  const retry = <PlainButton onClick={onRetry}>{t('action.retry')}</PlainButton>;
  return (
    <PlainNotice severity="error" action={isSignedOut ? <SignInAgain /> : retry}>
      <strong>{title}</strong>
      <br />
      {errorSentence(failure, t)}
      <Reference failure={failure} />
    </PlainNotice>
  );
}

/** A full page load, so that nothing of the ended session stays in memory. */
function SignInAgain() {
  const { t } = useTranslation();
  const here = window.location.pathname + window.location.search;
  return (
    <PlainButton as="a" {...{ href: paths.signInThen(here) }}>
      {t('action.signIn')}
    </PlainButton>
  );
}
