/**
 * Whether this node may still answer in the name of keys. It lapses when the node has not been able to confirm for
 * some seconds that none of its running keys was revoked; answers then end with an error rather than run on.
 */
export interface StreamLease {
  isValid(): boolean;
}
