import { Field, InputType } from 'type-graphql';
import { ModelKindEnum } from './model.type';
import type { ModelFilter } from './modelFilter';
import type { ModelKind } from './modelKind';

@InputType('ModelFilter', { description: 'What is left out does not filter.' })
export class ModelFilterInput implements ModelFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Part of the id, the name or the provider, in any case.',
  })
  search?: string | null;

  @Field(() => String, { nullable: true, description: 'Exactly this provider.' })
  provider?: string | null;

  @Field(() => ModelKindEnum, { nullable: true, description: 'Only models that do this.' })
  kind?: ModelKind | null;
}
