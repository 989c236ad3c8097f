import type { UsageGranularity } from './usageQuestion';

/** How long a bucket is: what a caller of ours may ask for, and the minute of OpenAI's usage API. */
export type UsageStep = UsageGranularity | 'MINUTE';
