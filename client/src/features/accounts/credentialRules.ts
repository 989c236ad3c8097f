/** Catches slips of the finger; only a letter to the address proves more. */
export const EMAIL_PATTERN = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** In characters, as the server demands for new passwords. */
export const PASSWORD_LENGTH = { min: 8, max: 128 } as const;
