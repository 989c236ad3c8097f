import type { ApolloCache, TypedDocumentNode } from '@apollo/client';
import type { MaybeMasked } from '@apollo/client/masking';
import { useFragment } from '@apollo/client/react';
import { useState } from 'react';

interface KnownFragment<TData> {
  readonly fragment: TypedDocumentNode<TData>;
  /** What a query brought that asks for the fragment. */
  readonly from: ApolloCache.FromOptionValue<TData>;
}

/**
 * What a fragment tells of a thing that is on the screen, as the cache knows it now. While a part of it is missing there, what
 * was whole last stays: a component that uses this has to be keyed by the thing, so that it never shows another one's.
 *
 * @throws Error when it was never whole: the query that brought the thing does not ask for the fragment.
 */
export function useKnownFragment<TData>({ fragment, from }: KnownFragment<TData>): MaybeMasked<TData> {
  const { data, complete } = useFragment({ fragment, from });
  const [whole, setWhole] = useState(complete ? data : null);
  if (complete && data !== whole) setWhole(() => data);
  const known = complete ? data : whole;
  if (known === null) throw new Error('A fragment is shown that no query has asked for.');
  return known;
}
