import { looksLikeApiKey } from '../apiKeys/apiKeySecret';
import { listCallableModels } from '../gateway/callableModels';
import { CountPrompt, type CountPromptParts } from '../gateway/countPrompt';
import { findDescribedKey } from '../gateway/describedKey';
import { DescribeKey } from '../gateway/describeKey';
import type { GatewayLog } from '../gateway/gatewayLog';
import { ListModels } from '../gateway/listModels';
import { preloadTokenizer } from '../gateway/metering/countTokens';
import { ModelCalls } from '../gateway/modelCalls';
import { RequestSlots } from '../gateway/requestSlots';
import { RunningStreams } from '../gateway/runningStreams';
import { withinDeadline } from '../http/withinDeadline';
import type { Config, GatewayLimits } from '../platform/config';
import type { Logger } from '../platform/logger';
import type { Metrics } from '../platform/metrics';
import { newUuid } from '../platform/uuid';
import { CallCostRepository } from '../usage/callCost.repository';
import { ClientSightings } from '../usage/clientSightings';
import { ReconciliationRepository } from '../usage/reconciliation.repository';
import type { SettlementQueue } from '../usage/settlementQueue';
import { countCalls } from './countCalls';
import { openMetering } from './metering';
import { startNodeWatch } from './nodeWatch';
import type { Services } from './services';
import { openSpool, watchOrphanedSpools } from './settlementSpools';
import { openUpstreams } from './upstreams';

/** The gateway's use cases, and how to end them in order. */
export interface Gateway {
  readonly modelCalls: ModelCalls;
  readonly listModels: ListModels;
  readonly describeKey: DescribeKey;
  readonly countPrompt: CountPrompt;
  readonly looksLikeApiKey: (secret: string) => boolean;
  readonly log: GatewayLog;
  readonly running: RunningStreams;
  readonly slots: RequestSlots;
  readonly limits: GatewayLimits;
  readonly settlements: SettlementQueue;
  /** Lets running calls end by themselves, ends those that are left, and settles everything, all within this time. */
  drain(withinMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface GatewayParts {
  readonly config: Config;
  readonly databaseUrl: string;
  readonly services: Services;
  readonly logger: Logger;
  readonly metrics: Metrics;
}

/** The last part of a drain, for ending and settling what is still running. */
const SETTLE_MS = 5_000;
const LOOK_EVERY_MS = 50;
/** Whoever asks for the cost of a call waits no longer for it than that; the answer comes without it then. */
const COST_WITHIN_MS = 1_000;

/** Opens upstreams and hot connections, puts this node on the list and begins to watch for revocations. */
export async function openGateway({
  config,
  databaseUrl,
  services,
  logger,
  metrics,
}: GatewayParts): Promise<Gateway> {
  const node = { id: newUuid(), name: config.nodeName };
  const running = new RunningStreams();
  const upstreams = await openUpstreams(config);
  const place = {
    dataDir: config.dataDir,
    installationId: await new ReconciliationRepository(services.db.manager).installationId(),
    nodeId: node.id,
    logger,
  };
  const spool = await openSpool(place);
  const metering = openMetering({ databaseUrl, hasher: services.hasher, nodeId: node.id, spool, logger });
  const { admission, settlements } = metering;
  const nodeWatch = await startNodeWatch({ node, databaseUrl, running, settlements, logger });
  const stopOrphans = watchOrphanedSpools(place, settlements, services.nodes);
  // Loading it takes most of a second: better now than when the first client hangs up.
  await preloadTokenizer();
  const sightings = new ClientSightings({
    write: (batch) => services.impact.writeSightings(batch),
    onError: (error) => logger.warn({ err: error }, 'Who uses which key could not be noted.'),
  });
  sightings.start();
  const costs = new CallCostRepository(services.db);
  const log = gatewayLog(logger);
  const isApiKey = (secret: string): boolean => looksLikeApiKey(secret, config.keyPrefix);
  return {
    modelCalls: new ModelCalls({
      looksLikeApiKey: isApiKey,
      admit: (request) => admission.admit(request),
      settle: (settlement, giveUpAfterMs) => settlements.settleOrKeep(settlement, giveUpAfterMs),
      router: upstreams.router,
      running,
      lease: nodeWatch.watch,
      log,
      observer: countCalls(metrics),
      noteClient: (call) => sightings.note(call),
      costOf: (call) => withinDeadline(costs.costOf(call), COST_WITHIN_MS).catch(() => null),
      nowMs: () => performance.now(),
    }),
    ...keyQuestions(services, isApiKey, { router: upstreams.router, running, lease: nodeWatch.watch, log }),
    looksLikeApiKey: isApiKey,
    log,
    running,
    slots: new RequestSlots({
      ...config.gatewayLimits,
      maxBodyBytes: config.gatewayLimits.maxBodyBytesInAll,
    }),
    limits: config.gatewayLimits,
    settlements,
    drain: async (withinMs) => {
      await waitUntilIdle(running, withinMs - SETTLE_MS);
      await running.endAll('SHUTDOWN');
      const left = await settlements.drain(SETTLE_MS);
      if (left > 0) logger.error({ left }, 'Some calls could not be settled; they are kept on the disk.');
    },
    close: () =>
      closeEach([
        () => sightings.stop(),
        () => stopOrphans(),
        // Before this node leaves the list, after which the others settle what it left open.
        () => admission.takeBackUnknown(),
        () => nodeWatch.close(),
        () => upstreams.close(),
        () => metering.close(),
      ]),
  };
}

/** What a key may ask without calling a model. */
function keyQuestions(
  services: Services,
  looksLikeApiKey: (secret: string) => boolean,
  parts: Omit<CountPromptParts, 'listModels'>,
) {
  const listModels = new ListModels({
    looksLikeApiKey,
    listCallableModels: (secret) => listCallableModels(services.apiKeys, secret),
    modelExists: async (modelId) => (await services.models.find(modelId))?.isAvailable ?? false,
  });
  return {
    listModels,
    countPrompt: new CountPrompt({ ...parts, listModels }),
    describeKey: new DescribeKey({
      looksLikeApiKey,
      describeKey: (secret) => findDescribedKey({ ...services, now: () => new Date() }, secret),
    }),
  };
}

function gatewayLog(logger: Logger): GatewayLog {
  return {
    upstreamFailed: ({ requestId, error, upstream }) =>
      logger.warn({ requestId, upstream, err: error }, 'An upstream failed.'),
    fault: ({ requestId, error }) => logger.error({ requestId, err: error }, 'A gateway request failed.'),
  };
}

/** One after the other, each also when one before it failed. @throws the first failure, at the end. */
async function closeEach(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function waitUntilIdle(running: RunningStreams, withinMs: number): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (running.size > 0 && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
