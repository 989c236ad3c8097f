import {
  actionButtonId,
  CREATE_BUTTON_ID,
  dialogResultIn,
  focusTargets,
  openDialogAt,
  REVOKE_SELECTED_ID,
  rowId,
  SELECT_PAGE_ID,
} from './listFocus';

const NOTHING = { createdId: null, revokedId: null };

it.each([
  ['/account/keys', null],
  ['/account/keys/new', { kind: 'new' }],
  ['/account/keys/revoke', { kind: 'selected' }],
  ['/account/keys/key-1/edit', { kind: 'existing', id: 'key-1' }],
  ['/account/keys/key-1/revoke', { kind: 'existing', id: 'key-1' }],
])('knows which dialog is open at %s', (pathname, dialog) => {
  expect(openDialogAt(pathname)).toEqual(dialog);
});

describe('after a dialog the focus goes', () => {
  it('to the key that was made', () => {
    expect(focusTargets({ kind: 'new' }, [], { ...NOTHING, createdId: 'key-9' })[0]).toBe(rowId('key-9'));
  });

  it('back to the button that began it when nothing was made', () => {
    expect(focusTargets({ kind: 'new' }, [], NOTHING)).toEqual([CREATE_BUTTON_ID]);
  });

  it('back to the button for the ticked keys, or to the box of the page once they are revoked', () => {
    const targets = focusTargets({ kind: 'selected' }, ['key-1'], NOTHING);

    expect(targets).toEqual([REVOKE_SELECTED_ID, SELECT_PAGE_ID, CREATE_BUTTON_ID]);
  });

  it('back to the Action button of the key that was changed', () => {
    const targets = focusTargets({ kind: 'existing', id: 'key-2' }, ['key-1', 'key-2'], NOTHING);

    expect(targets).toEqual([actionButtonId('key-2'), CREATE_BUTTON_ID]);
  });

  it.each([
    ['key-1', ['key-2']],
    ['key-2', ['key-3', 'key-1']],
    ['key-3', ['key-2']],
  ])('to a neighbour of the revoked %s, which leaves the list', (id, neighbours) => {
    const result = { ...NOTHING, revokedId: id };

    const targets = focusTargets({ kind: 'existing', id }, ['key-1', 'key-2', 'key-3'], result);

    expect(targets).toEqual([...neighbours.map(actionButtonId), CREATE_BUTTON_ID]);
  });

  it('to the button for a new key when the only one was revoked', () => {
    const result = { ...NOTHING, revokedId: 'key-1' };

    expect(focusTargets({ kind: 'existing', id: 'key-1' }, ['key-1'], result)).toEqual([CREATE_BUTTON_ID]);
  });
});

it.each([null, 'text', { createdId: 7, revokedId: {} }])(
  'takes nothing from the history that it did not put there: %j',
  (state) => {
    expect(dialogResultIn(state)).toEqual(NOTHING);
  },
);
