/** Runs SQL on a database and returns its rows. */
type Query = (sql: string) => Promise<readonly Record<string, unknown>[]>;

/**
 * The parts of each table, in words that fit every kind of database. Of a CHECK, only its columns.
 */
export type SchemaShape = Readonly<Record<string, readonly string[]>>;

/** Gathers parts into one list for each table. */
function shapeOf(parts: readonly Record<string, unknown>[]): SchemaShape {
  const tables = Map.groupBy(parts, ({ table }) => String(table));
  const sorted = Array.from(tables, ([table, rows]): [string, string[]] => [
    table,
    rows.map(({ part }) => String(part)).toSorted(),
  ]);
  return Object.fromEntries(sorted);
}

// Leaves out the tables of SQLite and Cloudflare, and the one with the version.
const ours = `type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE '!_cf%' ESCAPE '!'
  AND name <> 'registration_schema'`;

/** The columns that each CHECK in a table's SQL mentions. */
function checksIn(sql: string, columns: readonly string[]): string[] {
  const conditions = Array.from(
    sql.matchAll(/CHECK \(((?:[^()]|\([^()]*\))*)\)/g),
    ([, text]) => text ?? '',
  );
  return conditions.map((text) => {
    const spoken = columns.filter((column) => new RegExp(String.raw`\b${column}\b`).test(text));
    return `check on ${spoken.toSorted().join(', ')}`;
  });
}

/** The shape of SQLite's schema, also in D1. */
export async function sqliteShape(query: Query): Promise<SchemaShape> {
  const tables = await query(`SELECT name, sql FROM sqlite_schema WHERE ${ours}`);
  const parts = tables.map(async ({ name: table, sql }) => {
    const columns = await query(`SELECT name, lower(type) AS type, "notnull" OR pk > 0 AS required,
      dflt_value AS value, pk FROM pragma_table_info('${String(table)}') ORDER BY pk, cid`);
    const indexes = await query(`SELECT list.name, origin, (SELECT group_concat(name, ', ') FROM
      (SELECT name FROM pragma_index_info(list.name) ORDER BY seqno)) AS columns
      FROM pragma_index_list('${String(table)}') AS list WHERE origin <> 'pk'`);
    const key = columns.filter(({ pk }) => pk !== 0).map(({ name }) => name);
    return [
      ...columns.map(({ name, type, required, value }) =>
        columnPart(name, type, required === 1, value),
      ),
      ...(key.length > 0 ? [`key ${key.join(', ')}`] : []),
      ...indexes.map((index) =>
        index['origin'] === 'u'
          ? `unique ${index['columns']}`
          : `index ${index['name']} on ${index['columns']}`,
      ),
      ...checksIn(
        String(sql),
        columns.map(({ name }) => String(name)),
      ),
    ].map((part) => ({ table, part }));
  });
  return shapeOf((await Promise.all(parts)).flat());
}

function columnPart(name: unknown, type: unknown, required: boolean, value: unknown): string {
  const standard = value === null ? '' : ` default ${String(value)}`;
  return `${String(name)} ${String(type)}${required ? ' not null' : ''}${standard}`;
}

/** PostgreSQL's types under SQLite's names. */
const types = `CASE data_type WHEN 'bytea' THEN 'blob' WHEN 'bigint' THEN 'integer' ELSE data_type END`;

/** The shape of PostgreSQL's schema. */
export async function postgresShape(query: Query): Promise<SchemaShape> {
  const here = `current_schema() AND table_name <> 'registration_schema'`;
  const columns = await query(`SELECT table_name AS table, column_name, ${types} AS type,
    is_nullable = 'NO' AS required, regexp_replace(column_default, '::text$', '') AS value
    FROM information_schema.columns WHERE table_schema = ${here}`);
  const named = `(SELECT string_agg(attname, ', ' ORDER BY place) FROM
    unnest(numbers) WITH ORDINALITY AS list (number, place)
    JOIN pg_attribute ON attrelid = owner AND attnum = number)`;
  const indexes = await query(`SELECT owner::regclass::text AS table,
    CASE WHEN indisprimary THEN 'key ' WHEN indisunique THEN 'unique '
      ELSE 'index ' || index_name || ' on ' END || ${named} AS part
    FROM (SELECT indrelid AS owner, indisprimary, indisunique, indexrelid::regclass::text AS index_name,
      string_to_array(indkey::text, ' ')::int[] AS numbers FROM pg_index) AS found
    JOIN information_schema.tables ON table_name = owner::regclass::text AND table_schema = ${here}`);
  const checks = await query(`SELECT owner::regclass::text AS table, 'check on ' || (SELECT
    string_agg(attname, ', ' ORDER BY attname) FROM pg_attribute
    WHERE attrelid = owner AND attnum = ANY (numbers)) AS part
    FROM (SELECT conrelid AS owner, conkey AS numbers FROM pg_constraint WHERE contype = 'c') AS found
    JOIN information_schema.tables ON table_name = owner::regclass::text AND table_schema = ${here}`);
  const columnParts = columns.map(({ table, column_name: name, type, required, value }) => ({
    table,
    part: columnPart(name, type, required === true, value),
  }));
  return shapeOf([...columnParts, ...indexes, ...checks]);
}
