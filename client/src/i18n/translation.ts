/**
 * The shape of a text section in another language than English: every text of it and none besides. Left out are the
 * forms of the singular, for languages that count one thing as they count many.
 */
export type Translation<T> = {
  readonly [K in keyof T as K extends `${string}_one` ? never : K]: T[K] extends string
    ? string
    : Translation<T[K]>;
};
