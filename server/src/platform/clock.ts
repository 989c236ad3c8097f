/** Now, handed in so that tests can set the time. Times that decide over money come from the database instead. */
export type Clock = () => Date;

export const systemClock: Clock = () => new Date();
