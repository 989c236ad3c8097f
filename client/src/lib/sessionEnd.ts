import { signal } from './signal';

/** Who noticed: an answer of the server, or a person who asks to sign in. */
type NoticedBy = 'server' | 'person';

/** Tells the frame of the screens that the server no longer knows this session. */
export const sessionEnd = signal<NoticedBy>();

/** Tells what waited for it that somebody has signed in again on the page that stayed open. */
export const sessionRenewal = signal<void>();
