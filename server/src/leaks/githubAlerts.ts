import { invalidInput } from '../platform/domainError';
import { feedbackOf, type GithubFeedback, readGithubAlert } from './githubAlert';
import type { GithubKeys } from './githubKeys';
import { isSignedBy } from './githubSignature';
import type { LeakReceiver } from './leakReceiver';

export const KEY_ID_HEADER = 'github-public-key-identifier';
export const SIGNATURE_HEADER = 'github-public-key-signature';

/** What the headers of an alert say of its signature. */
export interface AlertSignature {
  readonly keyId: string;
  /** In base64. */
  readonly signature: string;
}

/** An alert as it came over the wire. */
export interface SignedAlert extends AlertSignature {
  readonly body: Buffer;
}

/** @throws DomainError INVALID_INPUT that names the header which is missing. */
export function readAlertSignature(keyId: string | undefined, signature: string | undefined): AlertSignature {
  if (!keyId) throw invalidInput(KEY_ID_HEADER, 'The id of the key that signed the alert is missing.');
  if (!signature) throw invalidInput(SIGNATURE_HEADER, 'The signature of the alert is missing.');
  return { keyId, signature };
}

/** GitHub's alerts of secrets that it found in public repositories and packages. */
export class GithubAlerts {
  constructor(
    private readonly keys: Pick<GithubKeys, 'find'>,
    private readonly receiver: Pick<LeakReceiver, 'receive'>,
  ) {}

  /**
   * Stops each secret of ours that an alert names, once its signature is proved; before that nothing of it is read. An
   * alert that comes again changes nothing.
   *
   * @throws DomainError INVALID_INPUT for a wrong signature and for a body that is no alert, UNAVAILABLE when
   * GitHub's keys cannot be had; then nothing has changed.
   */
  async receive({ keyId, signature, body }: SignedAlert): Promise<GithubFeedback[]> {
    const key = await this.keys.find(keyId);
    if (!key) throw invalidInput(KEY_ID_HEADER, 'GitHub signs with no such key now.');
    if (!isSignedBy(key, body, signature)) {
      throw invalidInput(SIGNATURE_HEADER, 'The signature is not that of this body by this key.');
    }
    const matches = readGithubAlert(parse(body));
    const labels = await this.receiver.receive(matches);
    return labels.flatMap((label, i) => {
      const match = matches[i];
      return match ? [feedbackOf(match, label)] : [];
    });
  }
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw invalidInput('body', 'The body is no JSON.');
  }
}
