import { INPUT_LIMITS } from '@keymeter/shared';
import { Arg, Ctx, ID, Query, Resolver } from 'type-graphql';
import { boundedText } from '../platform/boundedText';
import { type RequestContext, requireActor } from '../platform/requestContext';
import { ModelFilterInput } from './model.inputs';
import type { ModelService } from './model.service';
import { Model } from './model.type';

@Resolver(() => Model)
export class ModelResolver {
  constructor(private readonly service: ModelService) {}

  @Query(() => [Model], { description: 'The models that the account may give to a key, in catalogue order.' })
  models(
    @Ctx() context: RequestContext,
    @Arg('filter', () => ModelFilterInput, { nullable: true }) filter?: ModelFilterInput | null,
  ): Promise<Model[]> {
    requireActor(context, 'KEYS_READ');
    boundedText('filter.search', filter?.search, INPUT_LIMITS.searchLength);
    return this.service.listAvailable(filter ?? {});
  }

  @Query(() => Model, {
    nullable: true,
    description: 'One model; null when the catalogue has none of this id.',
  })
  model(@Ctx() context: RequestContext, @Arg('id', () => ID) id: string): Promise<Model | null> {
    requireActor(context, 'KEYS_READ');
    return this.service.find(id);
  }
}
