import { anthropicErrorForm } from './anthropic/anthropicErrorForm';
import { readMessages } from './anthropic/messagesProtocol';
import { failedCall, type Reply, refusedReply } from './callEnding';
import type { ClientAnswer } from './clientAnswer';
import { finishAnswer } from './finishAnswer';
import type { GatewayLog } from './gatewayLog';
import { type GatewayRefusal, invalidRequest } from './gatewayRefusal';
import { jsonHeaders } from './jsonHeaders';
import type { ListModels } from './listModels';
import type { GatewayRequest } from './modelCalls';
import type { JsonObject } from './openai/isJsonObject';
import { parseJsonObject } from './openai/parseJsonObject';
import { readBody, readModelId } from './protocols/requestFields';
import { refusalFor } from './refusalFor';
import { assertMayAnswer } from './relayedCall';
import type { RunningCall, RunningStreams } from './runningStreams';
import type { StreamLease } from './streamLease';
import { readWhole, waitForAcceptance } from './upstreamAnswer';
import { askUpstreams } from './upstreams/askUpstreams';
import { UpstreamFailure, type UpstreamKind } from './upstreams/upstream';
import { UpstreamAttempts } from './upstreams/upstreamAttempts';
import type { UpstreamRouter } from './upstreams/upstreamRouter';

export interface CountPromptParts {
  readonly listModels: Pick<ListModels, 'one'>;
  readonly router: UpstreamRouter;
  readonly running: RunningStreams;
  readonly lease: StreamLease;
  readonly log: GatewayLog;
}

interface Question {
  readonly requestId: string;
  readonly modelId: string;
  readonly body: JsonObject;
}

/** OpenAI's protocol has nothing like it, and an estimate of ours would pass for the provider's word. */
const KINDS: readonly UpstreamKind[] = ['anthropic'];

/**
 * `POST /v1/messages/count_tokens`: how many tokens a prompt comes to, asked of the model's own provider. The key has to be
 * good for the model, as for a call. No model runs, so that nothing is metered, and no limit of the key is touched.
 */
export class CountPrompt {
  constructor(private readonly parts: CountPromptParts) {}

  /** Answers in Anthropic's form, whatever happens. Never throws. */
  async handle(request: GatewayRequest, answer: ClientAnswer): Promise<void> {
    const form = { errors: anthropicErrorForm, requestId: request.requestId };
    const running = this.parts.running.open();
    answer.onGone(() => running.stop('CLIENT_GONE'));
    try {
      finishAnswer(answer, await this.count(request, running), form);
    } catch (error) {
      finishAnswer(answer, this.refuse(error, request.requestId), form);
    } finally {
      running.finish();
    }
  }

  private async count({ requestId, headers, body }: GatewayRequest, running: RunningCall): Promise<Reply> {
    const question = readQuestion(requestId, body);
    const { apiKeyId } = await this.parts.listModels.one(headers, question.modelId);
    running.belongsTo(apiKeyId);
    const counted = await this.ask(question, running.signal);
    assertMayAnswer({ signal: running.signal, lease: this.parts.lease });
    return { kind: 'COMPLETE', headers: jsonHeaders(counted), bytes: counted };
  }

  private async ask({ requestId, modelId, body }: Question, signal: AbortSignal): Promise<Buffer> {
    const { router, log } = this.parts;
    const { exchange } = await askUpstreams({
      first: () => {
        const route = router.pick(modelId, KINDS);
        if (!route) throw notCountable(modelId);
        return route;
      },
      other: ({ upstream }) => router.pickOther(modelId, upstream, KINDS),
      attempts: new UpstreamAttempts(() => performance.now()),
      send: ({ upstream, upstreamModel }) => {
        signal.throwIfAborted();
        const asked = Buffer.from(JSON.stringify({ ...body, model: upstreamModel }));
        const path = '/messages/count_tokens';
        return upstream.send({ path, body: asked, wantsStream: false, requestId, signal });
      },
      accept: (begun) => waitForAcceptance(begun, false),
      onRetry: (error, { upstream }) =>
        error instanceof Error && log.upstreamFailed({ requestId, error, upstream: upstream.name }),
    });
    try {
      const counted = await readWhole(exchange, () => {});
      if (!Number.isSafeInteger(parseJsonObject(counted.toString('utf8'))?.input_tokens)) {
        throw new UpstreamFailure('FAILED', 'The upstream sent something else than a count of tokens.');
      }
      exchange.release();
      return counted;
    } catch (error) {
      exchange.cancel();
      throw error;
    }
  }

  private refuse(error: unknown, requestId: string): Reply {
    const failed = failedCall(error, null);
    if (error instanceof UpstreamFailure) this.parts.log.upstreamFailed({ requestId, error, upstream: null });
    if (failed) return failed.reply;
    const refusal = refusalFor(error);
    if (refusal.code === 'INTERNAL_ERROR') this.parts.log.fault({ requestId, error });
    return refusedReply(refusal);
  }
}

function readQuestion(requestId: string, bytes: Buffer): Question {
  const body = readBody(bytes);
  const modelId = readModelId(body.model);
  readMessages(body);
  return { requestId, modelId, body };
}

function notCountable(modelId: string): GatewayRefusal {
  return invalidRequest(
    `The tokens of \`${modelId}\` cannot be counted beforehand: its provider has nothing like it.`,
    'model',
  );
}
