import { accounts } from './en/accounts';
import { audit } from './en/audit';
import { docs } from './en/docs';
import { everyPage } from './en/everyPage';
import { keyDetail, keyRotate } from './en/keyDetail';
import { keyEdit, keyForm, keyRevoke, secret } from './en/keyDialogs';
import { keys } from './en/keys';
import { leak } from './en/leak';
import { models } from './en/models';
import { playground } from './en/playground';
import { tokens } from './en/tokens';
import { usage } from './en/usage';
import type { Translation } from './translation';

/** English, complete: every key that the screens may ask for. */
export const en = {
  ...everyPage,
  ...accounts,
  keys,
  keyForm,
  secret,
  keyEdit,
  keyRevoke,
  keyRotate,
  keyDetail,
  leak,
  models,
  playground,
  usage,
  audit,
  tokens,
  docs,
} as const;

/** What a further language has to bring; one text less, or one that nobody asks for, does not compile. */
export type Messages = Translation<typeof en>;
