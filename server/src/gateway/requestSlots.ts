import { GatewayRefusal } from './gatewayRefusal';

/** What one node takes on at the same time. */
export interface SlotLimits {
  /** Requests under way, from their headers to the last byte of their answer. */
  readonly maxRequests: number;
  /** Of one key among them. A key in rotation counts by each of its secrets. */
  readonly maxPerKey: number;
  /** Requests of one network address whose body is not complete: they cost whoever sends them nothing yet. */
  readonly maxUploadsPerAddress: number;
  /** What all bodies may come to together, in bytes. */
  readonly maxBodyBytes: number;
}

/** Who asks. */
export interface SlotHolder {
  /** Null for a request that needs no key yet. */
  readonly secret: string | null;
  readonly address: string;
}

/** An address may hold this share of all body bytes in bodies that are not complete. */
const UPLOAD_SHARE = 1 / 4;

interface Uploads {
  requests: number;
  bytes: number;
}

/** Bounds what one node takes on at the same time, so that it slows nobody down by falling over. */
export class RequestSlots {
  private requests = 0;
  private bodyBytes = 0;
  private readonly ofKeys = new Map<string, number>();
  private readonly ofAddresses = new Map<string, Uploads>();

  constructor(private readonly limits: SlotLimits) {}

  /**
   * Takes a slot for a request whose body has not come yet.
   *
   * @throws GatewayRefusal RATE_LIMITED, STREAMS_PER_KEY or UPLOADS_PER_ADDRESS when there is none.
   */
  take({ secret, address }: SlotHolder): RequestSlot {
    const { maxRequests, maxPerKey, maxUploadsPerAddress } = this.limits;
    const ofKey = secret === null ? 0 : (this.ofKeys.get(secret) ?? 0);
    const uploads = this.ofAddresses.get(address) ?? { requests: 0, bytes: 0 };
    if (this.requests >= maxRequests) throw new GatewayRefusal('RATE_LIMITED');
    if (ofKey >= maxPerKey) throw new GatewayRefusal('STREAMS_PER_KEY', { atMost: maxPerKey });
    if (uploads.requests >= maxUploadsPerAddress) throw new GatewayRefusal('UPLOADS_PER_ADDRESS');
    this.requests += 1;
    if (secret !== null) this.ofKeys.set(secret, ofKey + 1);
    uploads.requests += 1;
    this.ofAddresses.set(address, uploads);
    return new RequestSlot({
      grow: (bytes) => this.grow(uploads, bytes),
      endUpload: (bytes) => this.endUpload(address, uploads, bytes),
      giveBack: (bytes) => {
        this.requests -= 1;
        this.bodyBytes -= bytes;
        if (secret !== null) lower(this.ofKeys, secret);
      },
    });
  }

  /** Requests under way. */
  get size(): number {
    return this.requests;
  }

  /** Keys and addresses that hold something: none when nothing is under way. */
  get holders(): number {
    return this.ofKeys.size + this.ofAddresses.size;
  }

  private grow(uploads: Uploads, bytes: number): boolean {
    const { maxBodyBytes } = this.limits;
    if (this.bodyBytes + bytes > maxBodyBytes || uploads.bytes + bytes > maxBodyBytes * UPLOAD_SHARE)
      return false;
    this.bodyBytes += bytes;
    uploads.bytes += bytes;
    return true;
  }

  private endUpload(address: string, uploads: Uploads, bytes: number): void {
    uploads.requests -= 1;
    uploads.bytes -= bytes;
    if (uploads.requests === 0) this.ofAddresses.delete(address);
  }
}

interface Accounts {
  readonly grow: (bytes: number) => boolean;
  readonly endUpload: (bytes: number) => void;
  readonly giveBack: (bytes: number) => void;
}

/** What one request holds. */
export class RequestSlot {
  private bytes = 0;
  private isUploading = true;
  private isTaken = true;

  constructor(private readonly accounts: Accounts) {}

  /** A piece of the body came. False when there is no room for it. */
  grow(bytes: number): boolean {
    if (!this.isTaken || !this.accounts.grow(bytes)) return false;
    this.bytes += bytes;
    return true;
  }

  /** The body is complete: from here on its address is not held to it. Safe to repeat. */
  endUpload(): void {
    if (!this.isUploading) return;
    this.isUploading = false;
    this.accounts.endUpload(this.bytes);
  }

  /** The request is over. Safe to repeat. */
  giveBack(): void {
    if (!this.isTaken) return;
    this.isTaken = false;
    this.endUpload();
    this.accounts.giveBack(this.bytes);
  }
}

function lower(counts: Map<string, number>, name: string): void {
  const left = (counts.get(name) ?? 1) - 1;
  if (left > 0) counts.set(name, left);
  else counts.delete(name);
}
