/** The frame that `console.table` draws. */
import { inspect } from './inspect.ts';

export function renderTable(data: object, columns?: readonly string[]): string {
  const isMap = data instanceof Map;
  const rows: [string, unknown][] =
    isMap || data instanceof Set ? [...data].map((item, at) => [String(at), item]) : Object.entries(data);
  if (isMap) return renderGrid(['(iteration index)', 'Key', 'Values'], rowsOfMap(data));
  const names: string[] = [];
  let hasValues = false;
  for (const [, row] of rows) {
    if (typeof row !== 'object' || row === null) hasValues = true;
    else for (const name of Object.keys(row)) if (!names.includes(name)) names.push(name);
  }
  const shown = columns ?? names;
  const indexTitle = data instanceof Set ? '(iteration index)' : '(index)';
  const head = [indexTitle, ...shown, ...(hasValues ? ['Values'] : [])];
  const body = rows.map(([index, row]) => {
    const isObject = typeof row === 'object' && row !== null;
    const fields = row as Record<string, unknown>;
    const cells = shown.map((name) => (isObject && Object.hasOwn(fields, name) ? cell(fields[name]) : ''));
    return [index, ...cells, ...(hasValues ? [isObject ? '' : cell(row)] : [])];
  });
  return renderGrid(head, body);
}

function rowsOfMap(data: ReadonlyMap<unknown, unknown>): string[][] {
  return [...data].map(([key, value], at) => [String(at), cell(key), cell(value)]);
}

function renderGrid(head: readonly string[], body: readonly (readonly string[])[]): string {
  const widths = head.map(
    (title, at) => Math.max(title.length, ...body.map((row) => row[at]?.length ?? 0)) + 2,
  );
  const line = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const row = (cells: readonly string[]): string =>
    `│${cells.map((text, at) => ` ${text}`.padEnd(widths[at] ?? 0)).join('│')}│`;
  return [line('┌', '┬', '┐'), row(head), line('├', '┼', '┤'), ...body.map(row), line('└', '┴', '┘')].join(
    '\n',
  );
}

function cell(value: unknown): string {
  return inspect(value, {
    depth: typeof value === 'object' && value !== null && !Array.isArray(value) ? -1 : 0,
    maxArrayLength: 3,
    breakLength: Infinity,
  });
}
