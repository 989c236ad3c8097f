import { ERROR_CODES } from '@keymeter/shared';
import { en } from '../i18n/en';
import { createI18n } from '../i18n/i18n';
import { errorSentence } from './errorSentence';

const { t } = createI18n('en', en);

it.each(ERROR_CODES)('has a sentence of its own for the refusal %s', (code) => {
  const sentence = (of: (typeof ERROR_CODES)[number]) =>
    errorSentence({ kind: 'refused', code: of, field: null, requestId: 'r-1' }, t);
  const others = ERROR_CODES.filter((other) => other !== code).map(sentence);

  expect(sentence(code)).toMatch(/^[A-Z].+\.$/);
  expect(others).not.toContain(sentence(code));
});

it('says in the words of the guide that a paid plan is needed', () => {
  const sentence = errorSentence(
    { kind: 'refused', code: 'PAID_PLAN_REQUIRED', field: null, requestId: null },
    t,
  );

  expect(sentence).toBe(
    "Please ensure your account is subscribed to a paid plan. If you don't have one, please contact us.",
  );
});

it('does not blame the server when nobody knows whether it heard', () => {
  expect(errorSentence({ kind: 'unreachable' }, t)).toBe("We couldn't reach the server.");
});
