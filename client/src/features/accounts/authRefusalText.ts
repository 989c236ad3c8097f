import type { TFunction } from 'i18next';
import type { AuthRefusal } from './authApi';
import { PASSWORD_LENGTH } from './credentialRules';

/** What a person reads when signing in or up was refused. */
export function refusalText(refusal: AuthRefusal, t: TFunction): string {
  switch (refusal) {
    case 'wrong':
      return t('signIn.wrong');
    case 'exists':
      return t('signUp.exists');
    case 'closed':
      return t('signUp.closed');
    case 'weakPassword':
      return t('field.passwordShort', { min: PASSWORD_LENGTH.min });
    case 'elsewhere':
      return t('signIn.elsewhere');
    case 'rateLimited':
      return t('error.rateLimited');
    case 'unreachable':
      return t('error.unreachable');
    case 'internal':
      return t('error.internal');
  }
}
