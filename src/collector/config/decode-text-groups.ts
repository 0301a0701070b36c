import { type ConfigNode, entryOf, type ListNode, type SourceRange } from './config-node.ts';
import type { DecodeProblem } from './decode-problem.ts';
import type { StructSchema, TextGroup, TextGroupsSchema } from './schema.ts';

const MIXED =
  'configuring multiple configuration styles is not supported, please use only Basic configuration or only Advanced configuration';

/** What the collector objects to in lists of texts or structs before it decodes anything else of the component. */
export function refusedTextGroups(schema: StructSchema, node: ConfigNode): DecodeProblem | undefined {
  for (const [key, field] of Object.entries(schema.fields)) {
    if (field.schema.kind !== 'text-groups') continue;
    const entry = entryOf(node, key);
    if (entry === undefined) continue;
    if (entry.value.kind !== 'list') {
      const cause = `invalid ${key} type, expected: array, got: ${asBool(entry.value)}`;
      return problem(cause, entry.keyRange);
    }
    const refused = refusedItem(field.schema, entry.value);
    if (refused !== undefined) return refused;
  }
  return undefined;
}

function refusedItem(
  { nullItem, textsMayFollow }: TextGroupsSchema,
  list: ListNode,
): DecodeProblem | undefined {
  let texts = false;
  let structs = false;
  for (const item of list.items) {
    if (item.kind === 'scalar' && item.value === null) return problem(nullItem, item.range);
    const isText = isTextNode(item);
    if (isText ? structs && !textsMayFollow : texts) return problem(MIXED, item.range);
    texts ||= isText;
    structs ||= !isText;
  }
  return undefined;
}

/** The structs of a list, texts as what they stand for, each with its place in the file. */
export function textGroupNodes(
  { textsKey }: TextGroupsSchema,
  list: ConfigNode,
): (Omit<TextGroup<never>, 'group'> & { readonly node: ConfigNode })[] {
  if (list.kind !== 'list') return [];
  const structs = list.items.filter((item) => !isTextNode(item));
  const texts = list.items.filter(isTextNode);
  const groups = structs.map((node, index) => ({ node, at: [String(index), textsKey], first: 0 }));
  if (texts.length === 0) return groups;
  const value: ListNode = { ...list, items: texts };
  const entries = [{ key: textsKey, keyRange: list.range, value }];
  const node: ConfigNode = { kind: 'map', entries, range: list.range };
  return [...groups, { node, at: [], first: structs.length }];
}

function isTextNode(node: ConfigNode): boolean {
  return node.kind === 'scalar' && typeof node.value === 'string';
}

function problem(cause: string, range: SourceRange): DecodeProblem {
  return { path: '', cause, range, own: true };
}

/** As Go prints a value that is none with "%t", which is what the collector does here. */
function asBool(node: ConfigNode): string {
  if (node.kind === 'list') return `[${node.items.map(asBool).join(' ')}]`;
  if (node.kind === 'map') {
    const entries = node.entries.toSorted((left, right) => (left.key < right.key ? -1 : 1));
    return `map[${entries.map(({ key, value }) => `%!t(string=${key}):${asBool(value)}`).join(' ')}]`;
  }
  const { value } = node;
  if (value === null) return '%!t(<nil>)';
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint') return `%!t(int=${value})`;
  return `%!t(${typeof value === 'number' ? 'float64' : 'string'}=${value})`;
}
