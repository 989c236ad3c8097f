import { useQuery } from '@apollo/client/react';
import type { ModelsQuery } from '../../graphql/models/graphql';
import { type Failure, failureOf } from '../../lib/failure';
import { MODELS } from './models.graphql';

export type CatalogueModel = ModelsQuery['models'][number];

export type ModelsState =
  | { status: 'loading' }
  | { status: 'failed'; failure: Failure; retry: () => void }
  | { status: 'ready'; models: readonly CatalogueModel[]; refresh: () => void };

/** The models that the account may give to a key, in catalogue order. */
export function useModels(): ModelsState {
  const { data, error, refetch } = useQuery(MODELS);
  // What goes wrong while asking again shows up as the next state, so the promise itself needs no answer.
  const ask = () => void refetch().catch(() => {});
  if (data) return { status: 'ready', models: data.models, refresh: ask };
  if (error) return { status: 'failed', failure: failureOf(error), retry: ask };
  return { status: 'loading' };
}
