import path from 'node:path';
import { DataSource } from 'typeorm';
import { AccessTokenEntity } from '../accessTokens/accessToken.entity';
import { AccountEntity } from '../accounts/account.entity';
import { MemberEntity } from '../accounts/member.entity';
import { UserEntity } from '../accounts/user.entity';
import { ApiKeyEntity } from '../apiKeys/apiKey.entity';
import { ApiKeyExpiryNoticeEntity } from '../apiKeys/apiKeyExpiryNotice.entity';
import { ApiKeyLimitsEntity } from '../apiKeys/apiKeyLimits.entity';
import { ApiKeySecretEntity } from '../apiKeys/apiKeySecret.entity';
import { IdempotentCallEntity } from '../apiKeys/idempotentCall.entity';
import { AuditEventEntity } from '../audit/auditEvent.entity';
import { ModelEntity } from '../models/model.entity';
import { ModelPriceEntity } from '../models/modelPrice.entity';
import { NodeEntity } from '../nodes/node.entity';
import { RevocationAcknowledgementEntity } from '../nodes/revocationAcknowledgement.entity';
import { ApiKeyActivityEntity } from '../usage/apiKeyActivity.entity';
import { ApiKeyClientEntity } from '../usage/apiKeyClient.entity';
import { FailedAttemptEntity } from '../usage/failedAttempt.entity';
import { OpenRequestEntity } from '../usage/openRequest.entity';
import { UsageDayEntity } from '../usage/usageDay.entity';
import { UsageDayPartEntity } from '../usage/usageDayPart.entity';
import { UsageEventEntity } from '../usage/usageEvent.entity';
import { UsageFoldEntity } from '../usage/usageFold.entity';
import { UsageLateSlotEntity } from '../usage/usageLateSlot.entity';
import { UsageProofEntity } from '../usage/usageProof.entity';
import { UsageSlotEntity } from '../usage/usageSlot.entity';
import { hearErrors } from './hearErrors';
import { SnakeCaseNaming } from './snakeCaseNaming';

/** An open database, for those who only hand it on. */
export type Database = DataSource;

export interface DataSourceOptions {
  /** Most connections of this pool. */
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
}

/**
 * The pool for everything but the two hot statements. Nothing on it waits without an end: 5 s for a connection,
 * 30 s for a statement, 15 s for an idle transaction.
 */
export function createDataSource(url: string, options: DataSourceOptions = {}): DataSource {
  return new DataSource({
    type: 'postgres',
    url,
    poolSize: options.poolSize ?? 10,
    applicationName: options.applicationName ?? 'keymeter',
    entities: [
      AccessTokenEntity,
      AccountEntity,
      ApiKeyClientEntity,
      ApiKeyEntity,
      ApiKeyExpiryNoticeEntity,
      ApiKeyLimitsEntity,
      ApiKeySecretEntity,
      AuditEventEntity,
      FailedAttemptEntity,
      IdempotentCallEntity,
      MemberEntity,
      ModelEntity,
      ModelPriceEntity,
      ApiKeyActivityEntity,
      NodeEntity,
      OpenRequestEntity,
      RevocationAcknowledgementEntity,
      UsageDayEntity,
      UsageDayPartEntity,
      UsageEventEntity,
      UsageFoldEntity,
      UsageLateSlotEntity,
      UsageProofEntity,
      UsageSlotEntity,
      UserEntity,
    ],
    migrations: [path.join(__dirname, 'migrations', '*.{ts,js}')],
    migrationsTableName: 'migrations',
    namingStrategy: new SnakeCaseNaming(),
    synchronize: false,
    installExtensions: false,
    extra: {
      connectionTimeoutMillis: 5_000,
      query_timeout: 35_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 15_000,
      // The mapper listens too, but only from the turn after it got the connection.
      onConnect: hearErrors,
      // Compiling a question about usage takes longer than answering it.
      options: '-c jit=off',
    },
  });
}
