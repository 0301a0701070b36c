/** Uses PGlite in all the ways labs do, and prints what comes back: the same lines in every runtime. */
import { inspect } from 'node:util';
import { PGlite, TransactionAbortedError, types } from '@electric-sql/pglite';
import { identifier, sql } from '@electric-sql/pglite/template';

const FIELDS = [
  'name',
  'message',
  'severity',
  'code',
  'detail',
  'hint',
  'position',
  'where',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'query',
  'params',
];

/** Awaits the action; prints what it gives, or the error with PostgreSQL's fields. */
async function show(label: string, action: () => unknown): Promise<void> {
  try {
    console.log(label, '→', inspect(await action(), { depth: 6 }));
  } catch (error) {
    const found = error as Record<string, unknown>;
    const fields = FIELDS.filter((field) => found[field] !== undefined).map((field) => [field, found[field]]);
    console.log(label, '✗', (error as object).constructor.name.length > 0, Object.fromEntries(fields));
  }
}

const early = new PGlite();
console.log(early.ready, early.closed, early.dataDir, early.debug, early.waitReady instanceof Promise);
await early.waitReady;
console.log(early.ready, early.closed);
await show('first query', () => early.query('SELECT 1 AS one'));

const db = await PGlite.create('memory://orders', { relaxedDurability: true });
console.log(db.dataDir, db.ready, db instanceof PGlite);
await show('version', async () =>
  ((await db.query<{ v: string }>('SELECT version() AS v')).rows[0]?.v ?? '').slice(0, 15),
);
await show('exec', () =>
  db.exec(`
    CREATE TYPE state AS ENUM ('new', 'paid');
    CREATE TABLE orders (
      id serial PRIMARY KEY, customer text NOT NULL, amount numeric(10, 2) CHECK (amount >= 0), state state DEFAULT 'new',
      tags text[], payload jsonb, big bigint, ratio float8, flag boolean, raw bytea, day date, at timestamptz, small int2, code uuid UNIQUE
    );
    INSERT INTO orders (customer, amount) VALUES ('ann', 1.5), ('bob', 2.5);
    SELECT customer FROM orders ORDER BY id;`),
);
await show('every type', () =>
  db.query(
    'INSERT INTO orders (customer, amount, tags, payload, big, ratio, flag, raw, day, at, small, code) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING *',
    [
      'çä 漢',
      '12.34',
      ['a', 'b "q"', null],
      { deep: [1, { two: null }] },
      9007199254740993n,
      0.1,
      true,
      new Uint8Array([0, 1, 255]),
      new Date('2026-02-03T00:00:00Z'),
      new Date('2026-02-03T04:05:06.789Z'),
      -7,
      '0b6f3a2e-0000-4000-8000-000000000001',
    ],
  ),
);
await show('nulls and infinities', () =>
  db.query(
    `SELECT NULL AS n, 'NaN'::float8 AS nan, 'Infinity'::float8 AS inf, ARRAY[[1,2],[3,4]] AS grid, '{}'::int[] AS none`,
  ),
);
await show('json', () =>
  db.query(
    `SELECT '{"a": [1, 2.5, "x"]}'::json AS j, '[true]'::jsonb AS b, interval '1 day 2 hours' AS i, '10.0.0.1'::inet AS ip`,
  ),
);
await show('rows as arrays', () =>
  db.query('SELECT id, customer FROM orders ORDER BY id', [], { rowMode: 'array' }),
);
await show('own parser', () =>
  db.query('SELECT amount FROM orders ORDER BY id', [], {
    parsers: { [types.NUMERIC]: (text: string) => `<${text}>` },
  }),
);
await show('own serializer', () =>
  db.query('SELECT $1::text AS t', [{ x: 1 }], {
    serializers: { [types.TEXT]: (value: unknown) => JSON.stringify(value) },
  }),
);
await show('two columns of one name', () => db.query('SELECT 1 AS a, 2 AS a'));
await show(
  'affected rows',
  async () =>
    (await db.query(`UPDATE orders SET amount = amount + 1 WHERE customer <> 'nobody'`)).affectedRows,
);
await show(
  'sql template',
  () => db.sql`SELECT customer FROM orders WHERE id = ${2} OR customer = ${'ann'} ORDER BY id`,
);
await show(
  'identifier',
  () => db.sql`SELECT ${identifier`customer`} FROM ${identifier`orders`} WHERE ${sql`id = ${1}`}`,
);
await show('describe', async () => {
  const { queryParams, resultFields } = await db.describeQuery(
    'SELECT id, amount FROM orders WHERE id = $1 AND customer = $2',
  );
  return [
    queryParams.map(({ dataTypeID }) => dataTypeID),
    resultFields.map(({ name, dataTypeID }) => [name, dataTypeID]),
  ];
});

// Errors.
await show('not null', () => db.query('INSERT INTO orders (amount) VALUES (1)'));
await show('check', () => db.query('INSERT INTO orders (customer, amount) VALUES ($1, $2)', ['eve', -1]));
await show('unique', () =>
  db.query(`INSERT INTO orders (customer, code) VALUES ('x', '0b6f3a2e-0000-4000-8000-000000000001')`),
);
await show('syntax', () => db.query('SELEC 1'));
await show('position', () => db.query('SELECT id, nothing FROM orders'));
await show('hint', () => db.query('SELECT custmer FROM orders'));
await show('no table', () => db.exec('SELECT 1; SELECT * FROM missing; SELECT 2'));
await show('too few parameters', () => db.query('SELECT $1::int, $2::int', [1]));
await show('bad value', () => db.query('SELECT $1::int AS n', ['many']));
await show('unserializable', () => db.query('SELECT $1::bool AS b', ['perhaps']));
await show('division', () => db.query('SELECT 1 / $1::int AS n', [0]));
await show('two statements', () => db.query('SELECT 1; SELECT 2'));
await show('raised', () =>
  db.exec(
    `DO $$ BEGIN RAISE EXCEPTION 'own %', 'words' USING HINT = 'try', DETAIL = 'why', ERRCODE = 'P0099'; END $$`,
  ),
);
await show('still works', () => db.query('SELECT count(*) AS n FROM orders'));
await show('notice', () => db.query(`SELECT 1`, [], { onNotice: () => console.log('unexpected') }));
await show('notices', async () => {
  const notices: unknown[] = [];
  await db.exec(`DO $$ BEGIN RAISE NOTICE 'careful: %', 42; END $$`, {
    onNotice: ({ message, severity, code }) => notices.push([message, severity, code]),
  });
  return notices;
});

// Transactions.
await show('commit', () =>
  db.transaction(async (tx) => {
    await tx.query(`INSERT INTO orders (customer, amount) VALUES ($1, $2)`, ['tx', 5]);
    await tx.exec(`UPDATE orders SET state = 'paid' WHERE customer = 'tx'`);
    const { rows } = await tx.sql`SELECT customer, state FROM orders WHERE customer = ${'tx'}`;
    return [rows, tx.closed];
  }),
);
await show('throw', () =>
  db.transaction(async (tx) => {
    await tx.query(`DELETE FROM orders`);
    throw new RangeError('changed my mind');
  }),
);
await show('rolled back', () => db.query('SELECT count(*) AS n FROM orders'));
await show('rollback', () =>
  db.transaction(async (tx) => {
    await tx.query(`DELETE FROM orders`);
    await tx.rollback();
    return await tx.query('SELECT 1').catch((error: Error) => [error.message, tx.closed]);
  }),
);
await show('aborted', async () => {
  try {
    return await db.transaction(async (tx) => void (await tx.query('SELECT 1/0').catch(() => {})));
  } catch (error) {
    return [error instanceof TransactionAbortedError, (error as { code: string }).code];
  }
});
await show('in transaction', async () => [
  await db.transaction(async () => db.isInTransaction()),
  db.isInTransaction(),
]);
await show('one after another', async () => {
  const order: string[] = [];
  const slow = db.transaction(async (tx) => {
    for (const step of [1, 2]) {
      await tx.query('SELECT pg_sleep(0.01)');
      order.push(`slow ${step}`);
    }
  });
  await Promise.all([
    slow,
    db.query('SELECT 1').then(() => order.push('query')),
    db.exec('SELECT 2').then(() => order.push('exec')),
  ]);
  return order;
});
await show('at once', async () =>
  (
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => db.query<{ n: number }>('SELECT $1::int * 2 AS n', [n])),
    )
  )
    .map(({ rows }) => rows[0]?.n)
    .join(),
);

// Notifications, files, low-level calls.
await show('listen', async () => {
  const heard: string[] = [];
  const stop = await db.listen('Orders', (payload) => heard.push(`own ${payload}`));
  const stopAll = db.onNotification((channel, payload) => heard.push(`${channel} ${payload}`));
  await db.exec(`NOTIFY orders, 'one'`);
  await db.query(`SELECT pg_notify($1, $2)`, ['orders', 'two']);
  await stop();
  await db.exec(`NOTIFY orders, 'three'`);
  stopAll();
  return heard;
});
await show('copy out', async () => {
  const { blob } = await db.query(
    `COPY (SELECT id, customer FROM orders ORDER BY id LIMIT 3) TO '/dev/blob' WITH (FORMAT csv, HEADER)`,
  );
  return await blob?.text();
});
await show('copy in', async () => {
  await db.exec('CREATE TABLE loaded (a int, b text)');
  await db.query(`COPY loaded FROM '/dev/blob' WITH (FORMAT csv)`, [], {
    blob: new Blob(['1,x\n2,"y ""z"""\n']),
  });
  return (await db.query('SELECT * FROM loaded')).rows;
});
await show(
  'a large answer',
  async () => (await db.query<{ t: string }>(`SELECT repeat('x', 3000000) AS t`)).rows[0]?.t.length,
);
await show('many rows', async () =>
  (await db.query<{ n: number }>('SELECT n FROM generate_series(1, 20000) AS n')).rows.reduce(
    (sum, { n }) => sum + n,
    0,
  ),
);
await show('copy of a database', async () => {
  const dump = await db.dumpDataDir('gzip');
  const copy = await PGlite.create({ loadDataDir: dump });
  const { rows } = await copy.query('SELECT customer FROM orders ORDER BY id LIMIT 1');
  await copy.close();
  return [rows, dump.size > 1000, dump.constructor.name, dump.type, copy.closed];
});
await show('user', async () => {
  await early.exec('CREATE ROLE clerk LOGIN');
  return (await early.query('SELECT current_user, current_database()')).rows;
});
await show('apart from each other', () => early.query('SELECT * FROM orders'));
await show('settings', async () =>
  (await db.exec('SHOW timezone; SHOW server_encoding; SHOW search_path')).map(({ rows }) => rows[0]),
);

await db.close();
console.log(db.ready, db.closed);
await show('closed', () => db.query('SELECT 1'));
await show('closed again', () => db.close());
await show('the other', () => early.query('SELECT 1 AS one'));
{
  await using scoped = await PGlite.create({ loadDataDir: await early.dumpDataDir('none') });
  await show('scoped', () => scoped.query('SELECT rolname FROM pg_roles WHERE rolname = $1', ['clerk']));
}
const clone = await early.clone();
await show('clone', () => clone.query('SELECT 2 AS two'));
await clone.close();
console.log('end');
