import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * What a model costs from an instant on, in US dollars for a million tokens. Rows are added and never changed, so that a
 * request keeps the price of its time. Prices are exact decimals, as text.
 */
@Entity('model_prices')
@Check('ck_model_prices_input', 'input_price >= 0')
@Check('ck_model_prices_output', 'output_price >= 0')
@Check('ck_model_prices_cached', 'cached_input_price >= 0')
export class ModelPriceEntity {
  @ForeignKey('models', 'number', { name: 'fk_model_prices_model' })
  @PrimaryColumn({ type: 'integer', primaryKeyConstraintName: 'pk_model_prices' })
  modelNumber!: number;

  @PrimaryColumn({ type: 'timestamptz', primaryKeyConstraintName: 'pk_model_prices' })
  validFrom!: Date;

  @Column({ type: 'numeric' })
  inputPrice!: string;

  @Column({ type: 'numeric' })
  outputPrice!: string;

  /** Null when cached input costs as much as other input. */
  @Column({ type: 'numeric', nullable: true })
  cachedInputPrice!: string | null;
}
