import { MAX_DEPTH } from '../../../../otlp/decode-limits.ts';
import type { AnyValue, Attributes } from '../../../../otlp/model.ts';
import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { isElement, parseXmlTree, type XmlElement } from '../../text/xml/xml-tree.ts';

/** Values nested deeper can't be sent on, and an element may be a map in a list. The collector takes 10000. */
const DEEPEST = MAX_DEPTH / 2;

/** XML as a map of its elements by their names, without attributes, and without text beside elements. */
export const parseSimplifiedXml = defineFunction({
  name: 'ParseSimplifiedXML',
  parameters: { target: arg.string },
  create:
    ({ target }) =>
    (context) =>
      mapOf(treeOf(target.get(context)), 0),
});

function treeOf(text: string): XmlElement {
  try {
    return parseXmlTree(text);
  } catch (error) {
    throw prefixed('parse xml: ', error);
  }
}

function mapOf(parent: XmlElement, depth: number): Attributes {
  if (depth > DEEPEST) throw new OttlError(`exceeded maximum XML nesting depth of ${DEEPEST}`);
  const result: Attributes = new Map();
  const elements = parent.children.filter(isElement);
  const counts = new Map<string, number>();
  for (const { name } of elements) counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const element of elements) {
    if (element.children.length === 0) continue;
    const isMember = (counts.get(element.name) ?? 0) > 1;
    const members = isMember ? membersOf(result, element.name) : undefined;
    const value = valueOfElement(element, depth);
    if (value === undefined) continue;
    if (members === undefined) result.set(element.name, value);
    else members.push(value);
  }
  return result;
}

/** The list of the elements of a name, which is there as soon as one of them isn't empty. */
function membersOf(map: Attributes, name: string): AnyValue[] {
  const known = map.get(name);
  if (Array.isArray(known)) return known;
  const members: AnyValue[] = [];
  map.set(name, members);
  return members;
}

/** Its text, or a map of its elements; `undefined` where there is nothing in them. */
function valueOfElement(element: XmlElement, depth: number): AnyValue | undefined {
  if (!element.children.some(isElement)) {
    return element.children.find((child) => typeof child === 'string') || undefined;
  }
  const map = mapOf(element, depth + 1);
  return map.size === 0 ? undefined : map;
}
