import type { KeyObject } from 'node:crypto';
import { z } from 'zod';
import { DomainError } from '../platform/domainError';
import { readPublicKey } from './githubSignature';

/** Reads a small document over HTTP as text. @throws Error when it cannot be had in time or is too large. */
export type FetchText = (url: string) => Promise<string>;

export interface GithubKeysParts {
  readonly url: string;
  readonly fetchText: FetchText;
  /** A clock that never jumps, in milliseconds. */
  readonly nowMs: () => number;
  /** Told when the keys could not be had. */
  readonly onError: (error: unknown) => void;
}

/** So long a list of keys is believed. */
const FRESH_MS = 30 * 60_000;
/** Strangers choose the ids that we look for: they must not make us call out again and again. */
const NOT_WITHIN_MS = 60_000;

const listSchema = z.object({
  public_keys: z
    .array(z.object({ key_identifier: z.string(), key: z.string(), is_current: z.boolean() }))
    .max(1_000),
});

/** The keys with which GitHub signs its alerts. */
export class GithubKeys {
  private keys = new Map<string, KeyObject>();
  private fetchedAtMs = Number.NEGATIVE_INFINITY;
  private askedAtMs = Number.NEGATIVE_INFINITY;
  private asking: Promise<void> | null = null;

  constructor(private readonly parts: GithubKeysParts) {}

  /**
   * The key of this id; null when GitHub has none of it that is current. GitHub is asked when its list is older than half
   * an hour or does not name the id, at most once a minute.
   *
   * @throws DomainError UNAVAILABLE when no list is at hand that is fresh enough.
   */
  async find(id: string): Promise<KeyObject | null> {
    if (!this.isFresh() || !this.keys.has(id)) await this.askGithub();
    if (!this.isFresh()) throw unavailable();
    return this.keys.get(id) ?? null;
  }

  private isFresh(): boolean {
    return this.parts.nowMs() - this.fetchedAtMs < FRESH_MS;
  }

  private async askGithub(): Promise<void> {
    if (!this.asking && this.parts.nowMs() - this.askedAtMs < NOT_WITHIN_MS) return;
    this.asking ??= this.fetch().finally(() => {
      this.asking = null;
    });
    await this.asking;
  }

  private async fetch(): Promise<void> {
    this.askedAtMs = this.parts.nowMs();
    try {
      const list = listSchema.parse(JSON.parse(await this.parts.fetchText(this.parts.url)));
      const current = list.public_keys.filter(({ is_current }) => is_current);
      this.keys = new Map(
        current.flatMap(({ key_identifier, key }) => {
          const read = readPublicKey(key);
          return read ? [[key_identifier, read]] : [];
        }),
      );
      this.fetchedAtMs = this.askedAtMs;
    } catch (error) {
      this.parts.onError(error);
    }
  }
}

function unavailable(): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    "GitHub's keys cannot be had right now, so that no signature can be checked. Try again in a minute.",
  );
}
