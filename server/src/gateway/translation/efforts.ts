/** How much effort a model is to put into an answer: the words that both protocols share. */
export const EFFORTS: readonly unknown[] = ['low', 'medium', 'high', 'xhigh', 'max'];
