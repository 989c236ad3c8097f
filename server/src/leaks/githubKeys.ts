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
/** So soon after a failure GitHub is asked again. */
const RETRY_MS = 60_000;
/**
 * A list of this age is taken for whole. Strangers choose the ids that we look for: they must not use up what GitHub lets our
 * address ask in an hour.
 */
const LOOK_AGAIN_MS = 5 * 60_000;

const listSchema = z.object({
  public_keys: z
    .array(z.object({ key_identifier: z.string(), key: z.string(), is_current: z.boolean() }))
    .max(1_000),
});

/** The keys with which GitHub signs its alerts. */
export class GithubKeys {
  /** Null for a key that is listed and not current. */
  private keys = new Map<string, KeyObject | null>();
  private fetchedAtMs = Number.NEGATIVE_INFINITY;
  private askedAtMs = Number.NEGATIVE_INFINITY;
  private asking: Promise<boolean> | null = null;

  constructor(private readonly parts: GithubKeysParts) {}

  /**
   * The key of this id; null when GitHub has none of it that is current. GitHub is asked when its list is older than half an
   * hour, or older than five minutes and without the id; at most once a minute when it does not answer.
   *
   * @throws DomainError UNAVAILABLE when GitHub would have to be asked and cannot be.
   */
  async find(id: string): Promise<KeyObject | null> {
    const ageMs = this.parts.nowMs() - this.fetchedAtMs;
    if (ageMs < LOOK_AGAIN_MS || (ageMs < FRESH_MS && this.keys.has(id))) return this.keys.get(id) ?? null;
    if (!(await this.askGithub())) throw unavailable();
    return this.keys.get(id) ?? null;
  }

  /** @returns true when the list is new. */
  private async askGithub(): Promise<boolean> {
    if (!this.asking && this.parts.nowMs() - this.askedAtMs < RETRY_MS) return false;
    this.asking ??= this.fetch().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  private async fetch(): Promise<boolean> {
    this.askedAtMs = this.parts.nowMs();
    try {
      const list = listSchema.parse(JSON.parse(await this.parts.fetchText(this.parts.url)));
      this.keys = new Map(
        list.public_keys.map(({ key_identifier, key, is_current }) => [
          key_identifier,
          is_current ? readPublicKey(key) : null,
        ]),
      );
      this.fetchedAtMs = this.askedAtMs;
      return true;
    } catch (error) {
      this.parts.onError(error);
      return false;
    }
  }
}

function unavailable(): DomainError {
  return new DomainError(
    'UNAVAILABLE',
    "GitHub's keys cannot be had right now, so that this signature cannot be checked. Try again in some minutes.",
  );
}
