import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';
import { DecimalScalar } from '../platform/graphqlScalars';
import { MODEL_KINDS, type ModelKind } from './modelKind';

/** What a model does, as a GraphQL enum. */
export const ModelKindEnum = Object.fromEntries(MODEL_KINDS.map((kind) => [kind, kind]));
registerEnumType(ModelKindEnum, { name: 'ModelKind', description: 'What a model does.' });

@ObjectType({ simpleResolvers: true, description: 'A model of the catalogue.' })
export class Model {
  /** The catalogue's own number; not part of the schema. */
  number!: number;

  @Field(() => ID, { description: "The id that goes into a request's model field, provider/name." })
  id!: string;

  @Field(() => String, { description: 'What people call it.' })
  name!: string;

  @Field(() => String, { description: 'Who makes it; models are grouped by it.' })
  provider!: string;

  @Field(() => ModelKindEnum, { description: 'What it does.' })
  kind!: ModelKind;

  @Field(() => Int, { nullable: true, description: 'Longest prompt and answer together, in tokens.' })
  contextTokens!: number | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'US dollars for a million tokens. Null when the catalogue has no price.',
  })
  inputPrice!: string | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description: 'US dollars for a million tokens. Null when the catalogue has no price.',
  })
  outputPrice!: string | null;

  @Field(() => Boolean, { description: 'False when no upstream serves it any more.' })
  isAvailable!: boolean;
}
