import type { Messages } from './en';
import { accounts } from './vi/accounts';
import { audit } from './vi/audit';
import { docs } from './vi/docs';
import { everyPage } from './vi/everyPage';
import { keyDetail, keyRotate } from './vi/keyDetail';
import { keyEdit, keyForm, keyRevoke, secret } from './vi/keyDialogs';
import { keys } from './vi/keys';
import { leak } from './vi/leak';
import { models } from './vi/models';
import { playground } from './vi/playground';
import { tokens } from './vi/tokens';
import { usage } from './vi/usage';

/** Vietnamese, complete: a text that is missing or that English does not have does not compile. */
export const vi: Messages = {
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
};
