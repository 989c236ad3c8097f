import { type DocumentNode, Kind, OperationTypeNode, type SelectionSetNode } from 'graphql';
import { invalidInput } from '../platform/domainError';

/**
 * Refuses subscriptions whose one field could be left out, so that they would listen to nothing: graphql-js fails on them while
 * it validates, as if the fault were ours.
 *
 * @throws DomainError INVALID_INPUT
 */
export function refuseConditionalSubscriptions({ definitions }: DocumentNode): void {
  const seen = new Set<string>();
  const isConditional = ({ selections }: SelectionSetNode): boolean =>
    selections.some((selection) => {
      if (selection.directives?.length) return true;
      if (selection.kind === Kind.INLINE_FRAGMENT) return isConditional(selection.selectionSet);
      return selection.kind === Kind.FRAGMENT_SPREAD && isConditionalFragment(selection.name.value);
    });
  const isConditionalFragment = (name: string): boolean => {
    // Fragments that spread each other are refused later, by GraphQL itself.
    if (seen.has(name)) return false;
    seen.add(name);
    return definitions.some(
      (one) =>
        one.kind === Kind.FRAGMENT_DEFINITION && one.name.value === name && isConditional(one.selectionSet),
    );
  };
  for (const one of definitions) {
    if (one.kind !== Kind.OPERATION_DEFINITION || one.operation !== OperationTypeNode.SUBSCRIPTION) continue;
    if (isConditional(one.selectionSet))
      throw invalidInput('query', 'The field of a subscription takes neither @skip nor @include.');
  }
}
