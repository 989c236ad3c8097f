import { matchPath } from 'react-router';
import { paths } from '../../lib/paths';

/** Ids of what may take the focus when a dialog over the list closes. */
export const CREATE_BUTTON_ID = 'create-api-key';
export const SELECT_PAGE_ID = 'select-page';
export const REVOKE_SELECTED_ID = 'revoke-selected';

export function actionButtonId(apiKeyId: string): string {
  return `action-${apiKeyId}`;
}

export function rowId(apiKeyId: string): string {
  return `key-${apiKeyId}`;
}

export function rowNameId(apiKeyId: string): string {
  return `key-name-${apiKeyId}`;
}

/** The dialog that is open over the list, as its address says. */
export type OpenDialog = { kind: 'new' } | { kind: 'selected' } | { kind: 'existing'; id: string };

export function openDialogAt(pathname: string): OpenDialog | null {
  if (pathname === paths.newApiKey) return { kind: 'new' };
  if (pathname === paths.revokeApiKeys) return { kind: 'selected' };
  const id = matchPath(`${paths.apiKeys}/:id/:action?`, pathname)?.params.id;
  return id === undefined ? null : { kind: 'existing', id };
}

/** What a dialog did before it closed: the key that it made, or the one that it revoked. */
export interface DialogResult {
  readonly createdId: string | null;
  readonly revokedId: string | null;
}

/** Reads what a dialog left with the history entry. */
export function dialogResultIn(state: unknown): DialogResult {
  const left: { createdId?: unknown; revokedId?: unknown } =
    typeof state === 'object' && state !== null ? state : {};
  return {
    createdId: typeof left.createdId === 'string' ? left.createdId : null,
    revokedId: typeof left.revokedId === 'string' ? left.revokedId : null,
  };
}

/**
 * Where the focus goes when a dialog has closed, best place first; the first that exists gets it.
 * A revoked key is about to leave the list, so its neighbour takes its place.
 */
export function focusTargets(
  closed: OpenDialog,
  before: readonly string[],
  result: DialogResult,
): readonly string[] {
  if (closed.kind === 'new')
    return [...(result.createdId ? [rowId(result.createdId)] : []), CREATE_BUTTON_ID];
  if (closed.kind === 'selected') return [REVOKE_SELECTED_ID, SELECT_PAGE_ID, CREATE_BUTTON_ID];
  if (result.revokedId === null) return [actionButtonId(closed.id), CREATE_BUTTON_ID];
  const at = before.indexOf(closed.id);
  const neighbours = [before[at + 1], before[at - 1]].filter((id) => id !== undefined);
  return [...neighbours.map(actionButtonId), CREATE_BUTTON_ID];
}
