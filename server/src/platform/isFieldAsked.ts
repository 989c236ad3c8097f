import { type GraphQLResolveInfo, Kind, type SelectionSetNode } from 'graphql';

/** Whether the selection of the field that is being resolved names this field, also within fragments. */
export function isFieldAsked(
  { fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>,
  name: string,
): boolean {
  const names = (set: SelectionSetNode | undefined): boolean =>
    set?.selections.some((selection) => {
      if (selection.kind === Kind.FIELD) return selection.name.value === name;
      if (selection.kind === Kind.INLINE_FRAGMENT) return names(selection.selectionSet);
      return names(fragments[selection.name.value]?.selectionSet);
    }) ?? false;
  return fieldNodes.some(({ selectionSet }) => names(selectionSet));
}
