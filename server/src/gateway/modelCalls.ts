import type { CostlyCall } from '../usage/callCost';
import type { SeenCall } from '../usage/clientSightings';
import type { Settle } from '../usage/settlement';
import type { Admission, AdmissionAnswer, Admit, RateLimits } from './admission';
import { AnswerTimings } from './answerTimings';
import { type CallEnding, failedCall, type Reply, refusedReply } from './callEnding';
import type { CallObserver } from './callObserver';
import { CallStopped } from './callStopped';
import { CallTimes } from './callTimes';
import type { ClientAnswer } from './clientAnswer';
import { finishAnswer } from './finishAnswer';
import type { GatewayLog } from './gatewayLog';
import { GatewayRefusal } from './gatewayRefusal';
import { maskApiKey } from './maskApiKey';
import { NO_USAGE } from './metering/noUsage';
import { UsageTap } from './metering/tapUsage';
import { rateLimitHeaders } from './openai/rateLimitHeaders';
import type { ClientProtocol, ModelRequest } from './protocols/clientProtocol';
import { servableKinds } from './protocols/servableKinds';
import { type DistinctHeaders, type LooksLikeApiKey, readCredential } from './readCredential';
import { refusalFor } from './refusalFor';
import { relayBody } from './relayBody';
import type { RelayedCall } from './relayedCall';
import { relayStream } from './relayStream';
import type { RunningCall, RunningStreams } from './runningStreams';
import type { StreamLease } from './streamLease';
import { tellCost } from './tellCost';
import { dialectOf, upstreamCallOf } from './upstreamCallOf';
import { askUpstreams } from './upstreams/askUpstreams';
import { type Exchange, UpstreamFailure, type UpstreamKind } from './upstreams/upstream';
import { UpstreamAttempts } from './upstreams/upstreamAttempts';
import type { UpstreamRouter } from './upstreams/upstreamRouter';

/** How long a client waits for the ledger before it is told that its answer failed. */
const SETTLE_WAIT_MS = 2_000;

export interface ModelCallsParts {
  readonly looksLikeApiKey: LooksLikeApiKey;
  readonly admit: Admit;
  readonly settle: Settle;
  readonly router: UpstreamRouter;
  readonly running: RunningStreams;
  readonly lease: StreamLease;
  readonly log: GatewayLog;
  readonly observer: CallObserver;
  /** Told who makes an admitted call. Must neither wait nor throw. */
  readonly noteClient: (call: SeenCall) => void;
  /** What a settled call cost; null when that is not known. Must not throw, and has a deadline of its own. */
  readonly costOf: (call: CostlyCall) => Promise<string | null>;
  /** A clock that never jumps, in milliseconds. */
  readonly nowMs: () => number;
}

export interface GatewayRequest {
  readonly requestId: string;
  readonly headers: DistinctHeaders;
  /** The network address that it came from. */
  readonly address: string;
  readonly body: Buffer;
}

/** A call whose key was read and not yet asked for. */
interface NewCall {
  readonly requestId: string;
  readonly secret: string;
  readonly model: ModelRequest;
}

type Admitted = Extract<AdmissionAnswer, { readonly admitted: true }>;

/** Who made a call. */
type Caller = Pick<SeenCall, 'userAgent' | 'address'>;

/** One call that was admitted, with all that belongs to it. */
interface AdmittedCall {
  readonly protocol: ClientProtocol;
  readonly model: ModelRequest;
  /** The kinds of upstreams that can be told all of it. */
  readonly kinds: readonly UpstreamKind[];
  readonly admission: Admission;
  readonly running: RunningCall;
  readonly times: CallTimes;
  readonly answer: ClientAnswer;
  readonly attempts: UpstreamAttempts;
  readonly timings: AnswerTimings;
  readonly maskedKey: string | null;
}

/** Every metered route, whatever its protocol: from the key to the last byte, each admitted call settled exactly once. */
export class ModelCalls {
  constructor(private readonly parts: ModelCallsParts) {}

  /** Answers one call, whatever happens. Never throws. */
  async handle(protocol: ClientProtocol, request: GatewayRequest, answer: ClientAnswer): Promise<void> {
    const form = { errors: protocol.errors, requestId: request.requestId };
    const timings = new AnswerTimings(this.parts.nowMs);
    const running = this.parts.running.open();
    answer.onGone(() => running.stop('CLIENT_GONE'));
    try {
      const secret = readCredential(request.headers, this.parts.looksLikeApiKey);
      const model = protocol.readRequest(request.body);
      const kinds = servableKinds(protocol.name, model, this.parts.router.kindsOf(model.modelId));
      running.signal.throwIfAborted();
      const newCall = { requestId: request.requestId, secret, model };
      const verdict = await timings.during('admission', () => this.admit(newCall));
      const { admission, rateLimits } = verdict;
      const times = new CallTimes(this.parts.nowMs);
      const attempts = new UpstreamAttempts(this.parts.nowMs);
      const maskedKey = maskApiKey(secret);
      const parts = { running, times, answer, attempts, timings, maskedKey };
      const call = { protocol, model, kinds, admission, ...parts };
      const client = { userAgent: request.headers['user-agent']?.[0], address: request.address };
      const ending = await this.relay(call, () => this.begin(call, rateLimits, client));
      const reply = await timings.during('settlement', () => this.settle(call, ending));
      finishAnswer(answer, await this.explain(call, reply, wantsCost(request)), form);
    } catch (error) {
      finishAnswer(answer, this.refuse(error, request.requestId), form);
    } finally {
      running.finish();
    }
  }

  /** From here on the database holds an open row, which `settle` has to close: nothing may throw before `relay`. */
  private async admit({ requestId, secret, model }: NewCall): Promise<Admitted> {
    // Without a lease the answer would be cut off at its first byte, after the upstream had been paid for it.
    if (!this.parts.lease.isValid()) throw new GatewayRefusal('SERVICE_UNAVAILABLE');
    const { modelId, prompt, outputTokensAtMost, choices } = model;
    const tokens = { inputTokensAbout: prompt.tokensAbout, inputTokensAtMost: model.inputTokensAtMost };
    const verdict = await this.parts.admit({
      requestId,
      secret,
      modelId,
      ...tokens,
      outputTokensAtMost,
      choices,
    });
    const { rateLimits } = verdict;
    if (!verdict.admitted) {
      throw new GatewayRefusal(verdict.refusal, { modelId, maskedKey: maskApiKey(secret), rateLimits });
    }
    return verdict;
  }

  /** What is to be known of an admitted call before its upstream is asked. */
  private begin(
    { admission, answer, running }: AdmittedCall,
    rateLimits: RateLimits | null,
    client: Caller,
  ): void {
    const { accountId, apiKeyId } = admission;
    running.belongsTo(apiKeyId);
    answer.addHeaders(rateLimitHeaders(rateLimits));
    this.parts.noteClient({ accountId, apiKeyId, ...client });
  }

  /** Asks the upstream and passes its answer on, all but the last bytes. Never throws: what fails is an ending too. */
  private async relay(call: AdmittedCall, begin: () => void): Promise<CallEnding> {
    const tap = new UsageTap(call.model.prompt);
    let exchange: Exchange | null = null;
    try {
      begin();
      const ask = () => askUpstreams(upstreamCallOf(call, this.parts));
      const answering = await call.timings.during('upstream', ask);
      exchange = answering.exchange;
      const dialect = dialectOf(call, answering.route);
      tap.accept();
      const relayed: RelayedCall = {
        exchange,
        tap,
        answer: call.answer,
        lease: this.parts.lease,
        signal: call.running.signal,
        reader: dialect.newReader(call.model),
        onBytes: () => call.times.noteBytes(),
      };
      const reply = await relayIn(call, relayed);
      exchange.release();
      return { endReason: 'COMPLETED', usage: await tap.usage(), reply };
    } catch (error) {
      // A call that was ended from our side costs its prompt once the upstream has it, though it never answered.
      if (error instanceof CallStopped && call.attempts.isSent) tap.accept();
      exchange?.cancel();
      return this.brokenOff(call, tap, error);
    }
  }

  /** An upstream that fails before its first byte is passed on costs the client nothing. */
  private async brokenOff(call: AdmittedCall, tap: UsageTap, error: unknown): Promise<CallEnding> {
    const { requestId } = call.admission;
    const failed = failedCall(error, call.maskedKey);
    if (!failed) this.parts.log.fault({ requestId, error });
    else if (error instanceof UpstreamFailure) {
      this.parts.log.upstreamFailed({ requestId, error, upstream: call.attempts.upstream });
    }
    const { endReason, reply } = failed ?? {
      endReason: 'UPSTREAM_FAILED',
      reply: refusedReply(new GatewayRefusal('INTERNAL_ERROR')),
    };
    const isFree = endReason.startsWith('UPSTREAM_') && !call.answer.isStarted;
    return { endReason, reply, usage: isFree ? NO_USAGE : await tap.usage() };
  }

  /** Closes the call in the ledger, and says what the client may be told: never a clean end of what is not on record. */
  private async settle({ admission, times, attempts }: AdmittedCall, ending: CallEnding): Promise<Reply> {
    const { requestId, accountId, apiKeyId, modelNumber, admittedAtUs, usedOldSecret } = admission;
    const { usage, endReason, reply } = ending;
    const { latencyMs, firstByteMs } = times;
    const { count, failed } = attempts;
    const ids = { requestId, accountId, apiKeyId, modelNumber, admittedAtUs, usedOldSecret };
    const call = { ...ids, attempts: { count, failed } };
    try {
      await this.parts.settle({ ...call, usage, endReason, latencyMs, firstByteMs }, SETTLE_WAIT_MS);
    } catch (error) {
      const refusal = this.refuse(error, requestId);
      return reply.kind === 'COMPLETE' ? refusal : reply;
    }
    const { modelId } = admission;
    this.parts.observer.settled({
      modelId,
      usage,
      endReason,
      latencyMs,
      firstByteMs,
      failedAttempts: failed,
    });
    return reply;
  }

  /** What is said besides the answer, to those who look: where the time went, and the cost to those who ask for it. */
  private async explain(call: AdmittedCall, reply: Reply, isCostWanted: boolean): Promise<Reply> {
    const { answer, admission, timings } = call;
    if (!answer.isStarted) answer.addHeaders(timings.headers());
    const cost = isCostWanted && reply.kind === 'COMPLETE' ? await this.parts.costOf(admission) : null;
    return cost === null ? reply : tellCost(reply, answer, cost);
  }

  private refuse(error: unknown, requestId: string): Reply {
    // A refusal before admission is counted as one; after it, it is the end of a call.
    const stopped = error instanceof GatewayRefusal ? null : failedCall(error, null);
    if (stopped) return stopped.reply;
    const refusal = refusalFor(error);
    this.parts.observer.refused(refusal.code);
    if (refusal.code === 'INTERNAL_ERROR') this.parts.log.fault({ requestId, error });
    return refusedReply(refusal);
  }
}

/** A stream's headers go out with its first event; an answer in one piece comes whole from its upstream before them. */
function relayIn({ model, answer, timings }: AdmittedCall, relayed: RelayedCall): Promise<Reply> {
  if (!model.wantsStream) return timings.during('upstream', () => relayBody(relayed));
  answer.addHeaders(timings.headers());
  return relayStream(relayed);
}

/** It takes one more statement, so that only those pay for it who ask. */
function wantsCost({ headers }: GatewayRequest): boolean {
  return headers['x-keymeter-debug']?.[0] === '1';
}
