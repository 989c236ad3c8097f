/** A secret that somebody saw where everybody can see it. */
export interface LeakedSecret {
  /** The credential itself. Never to be logged nor kept. */
  readonly secret: string;
  /** Who saw it and in what, such as `github/commit` or `report`. */
  readonly source: string;
  /** Where, as it was told; null when that was not said. A stranger wrote it. */
  readonly url: string | null;
}
