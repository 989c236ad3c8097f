import { Check, Column, Entity, PrimaryGeneratedColumn, Unique } from 'typeorm';
import { MODEL_KINDS, type ModelKind } from './modelKind';

const KINDS = MODEL_KINDS.map((kind) => `'${kind}'`).join(', ');

/** One model of the catalogue. Rows are never deleted: a retired model keeps its name in history. */
@Entity('models')
@Unique('uq_models_id', ['id'])
@Check('ck_models_kind', `kind IN (${KINDS})`)
export class ModelEntity {
  /** The catalogue's own number, small enough to stand in every ledger row. */
  @PrimaryGeneratedColumn('identity', { type: 'integer', primaryKeyConstraintName: 'pk_models' })
  number!: number;

  /** What goes into a request's `model` field: provider/name. */
  @Column({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  provider!: string;

  @Column({ type: 'text' })
  kind!: ModelKind;

  /** Longest prompt and answer together, in tokens. */
  @Column({ type: 'integer', nullable: true })
  contextTokens!: number | null;

  /** False when no upstream serves it any more; it can be neither called nor given to a key then. */
  @Column({ type: 'boolean' })
  isAvailable!: boolean;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
