import type { DataSource } from 'typeorm';
import { newUuid } from '../platform/uuid';

/** An account that pays, in the time zone given; nobody belongs to it. */
export async function insertAccount(
  db: DataSource,
  { plan = 'PAID', timeZone = 'UTC' }: { plan?: 'PAID' | 'FREE'; timeZone?: string } = {},
): Promise<string> {
  const id = newUuid();
  await db.query(
    'INSERT INTO accounts (id, slug, name, plan, time_zone) VALUES ($1, $1::uuid::text, $2, $3, $4)',
    [id, 'Test account', plan, timeZone],
  );
  return id;
}

/** A model that can be called, with a price when one is given. @returns its number. */
export async function insertModel(
  db: DataSource,
  id: string,
  price: { input: string; output: string; cachedInput?: string } | null = { input: '1', output: '2' },
): Promise<number> {
  const [row] = await db.query<{ number: number }[]>(
    `INSERT INTO models (id, name, provider, kind, context_tokens, is_available)
     VALUES ($1, $1, split_part($1, '/', 1), 'CHAT', 8000, true) RETURNING number`,
    [id],
  );
  if (!row) throw new Error('The model was not inserted.');
  if (price) {
    await db.query(
      `INSERT INTO model_prices (model_number, valid_from, input_price, output_price, cached_input_price)
       VALUES ($1, '-infinity', $2, $3, $4)`,
      [row.number, price.input, price.output, price.cachedInput ?? null],
    );
  }
  return row.number;
}
