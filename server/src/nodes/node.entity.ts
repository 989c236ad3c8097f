import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A process that carries calls. Gone after a stop in good order; a crash leaves it behind with an old heartbeat. */
@Entity('nodes')
export class NodeEntity {
  /** New at each start. */
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_nodes' })
  id!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'timestamptz', default: () => 'now()' })
  startedAt!: Date;

  /** Written every second. */
  @Column({ type: 'timestamptz', default: () => 'now()' })
  heartbeatAt!: Date;
}
