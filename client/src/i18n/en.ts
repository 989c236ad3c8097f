import { accounts } from './en/accounts';
import { everyPage } from './en/everyPage';
import { keyEdit, keyForm, keyRevoke, secret } from './en/keyDialogs';
import { keys } from './en/keys';
import { models } from './en/models';
import { playground } from './en/playground';
import { usage } from './en/usage';

/** English, complete: every key that the screens may ask for. */
export const en = {
  ...everyPage,
  ...accounts,
  keys,
  keyForm,
  secret,
  keyEdit,
  keyRevoke,
  models,
  playground,
  usage,
} as const;

type SameShape<T> = { readonly [K in keyof T]: T[K] extends string ? string : SameShape<T[K]> };

/** What a further language has to bring; one key less does not compile. */
export type Messages = SameShape<typeof en>;
