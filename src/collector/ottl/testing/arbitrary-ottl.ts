/** Random OTTL for property tests: texts of the grammar with names and values of any kind, and texts of its pieces. */
import fc from 'fast-check';

const SEGMENTS = [
  'name',
  'attributes',
  'status',
  'code',
  'resource',
  'scope',
  'span',
  'spanevent',
  'log',
  'body',
  'metric',
  'datapoint',
  'cache',
  'trace_id',
  'string',
  'start_time',
  'end_time_unix_nano',
  'kind',
  'events',
  'otelcol',
  'client',
  'metadata',
  'nope',
];
/** Paths that some context has, so that enough texts compile. */
const PATHS = [
  'name',
  'attributes',
  'attributes["x"]',
  'attributes["list"][1]',
  'attributes["map"]["k"]',
  'attributes[name]',
  'attributes["list"][attributes["int"]]',
  'cache',
  'cache["a"]["b"]',
  'cache["l"][2]',
  'status.code',
  'trace_id.string',
  'kind',
  'resource.attributes["x"]',
  'span.name',
  'span.attributes["x"]',
  'log.body',
  'metric.name',
];

const FUNCTIONS = ['Upper', 'Join', 'Literals', 'Apply', 'Lists', 'IsTrue', 'Fails', 'ParseXML', 'Unknown'];
const OPERATORS = ['==', '!=', '<', '<=', '>', '>='];
const WORDS = [
  ...SEGMENTS,
  ...FUNCTIONS,
  ...OPERATORS,
  'set',
  'where',
  'and',
  'or',
  'not',
  'true',
  'nil',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  '.',
  ',',
  '=',
  ':',
  '+',
  '-',
  '*',
  '/',
  '"x"',
  '""',
  '1',
  '0.5',
  '0xff',
  '=>',
  'SPAN_KIND_SERVER',
  '"',
  '\\',
  '1e999',
  '99999999999999999999',
  'é',
  '\u0000',
];

const { value: valueText } = fc.letrec<{ value: string; path: string; call: string }>((tie) => ({
  path: fc
    .tuple(
      fc.array(fc.constantFrom(...SEGMENTS), { minLength: 1, maxLength: 4 }),
      fc.array(fc.oneof({ depthSize: 'small' }, literal(), tie('value')), { maxLength: 2 }),
    )
    .map(([segments, keys]) => `${segments.join('.')}${keys.map((key) => `[${key}]`).join('')}`),
  call: fc
    .tuple(
      fc.constantFrom(...FUNCTIONS),
      fc.array(fc.tuple(fc.constantFrom('', '', 'text=', 'last_names='), tie('value')), { maxLength: 3 }),
      fc.array(literal(), { maxLength: 1 }),
    )
    .map(([name, args, keys]) => {
      const list = args.map((arg) => arg.join('')).join(', ');
      return `${name}(${list})${keys.map((key) => `[${key}]`).join('')}`;
    }),
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    literal(),
    fc.constantFrom(...PATHS),
    tie('path'),
    tie('call'),
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[${items.join(', ')}]`),
    fc
      .array(fc.tuple(literal(), tie('value')), { maxLength: 2 })
      .map((entries) => `{${entries.map(([key, value]) => `${key}: ${value}`).join(', ')}}`),
    fc
      .tuple(tie('value'), fc.constantFrom('+', '-', '*', '/'), tie('value'))
      .map(([left, op, right]) => `(${left} ${op} ${right})`),
  ),
}));

function literal(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom('nil', 'true', 'false', 'SPAN_KIND_SERVER', 'NOPE', '0xff', '0x'),
    fc.bigInt({ min: -(2n ** 64n), max: 2n ** 64n }).map(String),
    fc.double().map((value) => value.toFixed(3)),
    fc.string({ maxLength: 6 }).map((value) => JSON.stringify(value)),
  );
}

/** A value expression. */
export const arbitraryValue: fc.Arbitrary<string> = valueText as fc.Arbitrary<string>;

const comparison = fc
  .tuple(arbitraryValue, fc.constantFrom(...OPERATORS), arbitraryValue)
  .map((parts) => parts.join(' '));

/** A condition. */
export const arbitraryCondition: fc.Arbitrary<string> = fc
  .array(
    fc.tuple(
      fc.constantFrom('', 'not '),
      fc.oneof(
        comparison,
        comparison.map((text) => `(${text})`),
        fc.constantFrom('true', 'IsTrue(name)'),
      ),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .chain((terms) =>
    fc.constantFrom(' and ', ' or ').map((joint) => terms.map((term) => term.join('')).join(joint)),
  );

/** A statement. */
export const arbitraryStatement: fc.Arbitrary<string> = fc
  .tuple(fc.oneof(fc.constantFrom(...PATHS), arbitraryValue), arbitraryValue, fc.option(arbitraryCondition))
  .map(([target, value, where]) => `set(${target}, ${value})${where === null ? '' : ` where ${where}`}`);

/** Pieces of OTTL in any order. */
export const arbitrarySoup: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...WORDS), fc.string({ maxLength: 3 })), { maxLength: 20 })
  .chain((words) => fc.constantFrom('', ' ').map((joint) => words.join(joint)));
