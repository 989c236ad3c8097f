import { readFileSync } from 'node:fs';
import { eventually } from '../../test/eventually';
import { SettlementSpool } from '../settlementSpool';
import { readSpool } from '../spoolRecord';
import { settlementOf } from './settlementOf';

/**
 * Keeps settlements in the spool that is named on the command line until the disk takes no more, lets all of them go, and keeps one
 * more. Tells on standard output what came of it, as JSON. Run it where files may not grow for long.
 */
const [file = ''] = process.argv.slice(2);

async function fill(): Promise<object> {
  const spool = new SettlementSpool({ file, onError: () => {} });
  const kept: string[] = [];
  let refusal: unknown = null;
  while (refusal === null && kept.length < 1_000) {
    const call = settlementOf();
    await spool.append(call).then(
      () => kept.push(call.requestId),
      (error: unknown) => {
        refusal = error;
      },
    );
  }
  const found = readIds();
  for (const id of kept) spool.forget(id);
  const later = settlementOf();
  await eventually(() => spool.append(later));
  await spool.close();
  return { kept, refusal: String(refusal), found, later: later.requestId, foundLater: readIds() };
}

function readIds(): string[] {
  return readSpool(readFileSync(file)).settlements.map(({ requestId }) => requestId);
}

void fill().then((told) => process.stdout.write(JSON.stringify(told)));
