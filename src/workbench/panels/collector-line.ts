/** A line of the Collector's log, for reading beside the program's output. */

export interface CollectorLine {
  /** The component that wrote it: "debug". */
  readonly component: string | undefined;
  readonly level: string | undefined;
  readonly text: string;
}

/**
 * The Collector writes `time⇥level⇥message⇥{fields}`. What is the same in every line (its own resource, the kind of
 * component) is left out here; any other line, such as those of a verbose debug exporter, stays as it is.
 */
export function readCollectorLine(line: string): CollectorLine {
  const [time = '', level, message, fields] = line.split('\t');
  if (level === undefined || message === undefined || !/^\d{4}-\d\d-\d\dT/.test(time)) {
    return { component: undefined, level: undefined, text: line };
  }
  const known = parseFields(fields);
  if (!known) return { component: undefined, level, text: [message, fields].filter(Boolean).join('  ') };
  const shown = Object.entries(known).filter(([key]) => key !== 'resource' && !key.startsWith('otelcol.'));
  const component = known['otelcol.component.id'];
  const text = [message, shown.map(([key, value]) => `${key}: ${valueText(value)}`).join(', ')];
  return {
    component: typeof component === 'string' ? component : undefined,
    level,
    text: text.filter(Boolean).join('  '),
  };
}

function parseFields(fields: string | undefined): Record<string, unknown> | undefined {
  if (!fields) return {};
  try {
    const value: unknown = JSON.parse(fields);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
