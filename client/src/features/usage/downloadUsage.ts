import type { UsageInput } from '../../graphql/usage/graphql';

export type ExportFormat = 'csv' | 'focus';

/** Why a file did not come: too many rows for one file, or anything else. */
export type ExportProblem = 'tooLarge' | 'failed';

/** A million rows take a while; the server itself gives up after a quarter of an hour. */
const DEADLINE_MS = 15 * 60_000;
/** Long enough for the browser to take the file over. */
const KEEP_FILE_MS = 60_000;

/** Fetches a usage question as a file and hands it to the browser; null when that went well. Half a file is no file. */
export async function downloadUsage(input: UsageInput, format: ExportFormat): Promise<ExportProblem | null> {
  try {
    const response = await fetch(`/usage.csv?${exportQuery(input, format)}`, {
      credentials: 'same-origin',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!response.ok) return response.status === 400 ? 'tooLarge' : 'failed';
    const name = /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1];
    save(await response.blob(), name ?? 'usage.csv');
    return null;
  } catch {
    return 'failed';
  }
}

/** The fields of UsageInput as the query of an address, lists with commas. */
export function exportQuery(input: UsageInput, format: ExportFormat): URLSearchParams {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...input, format })) {
    // An empty list means something of its own: no grouping.
    if (Array.isArray(value)) params.set(name, value.join(','));
    else if (typeof value === 'string') params.set(name, value);
  }
  return params;
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), KEEP_FILE_MS);
}
