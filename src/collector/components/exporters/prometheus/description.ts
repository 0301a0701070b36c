import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import { byteOrder } from './byte-order.ts';
import type { Label } from './metric-family.ts';

/** What is known of a metric before its value: name, help text, and labels as they were given and sorted. */
export interface Description {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly Label[];
  /** For the log, as the Go client prints it. */
  readonly text: string;
}

/** Checks and sorts the labels of a metric (NewDesc of prometheus/client_golang). Throws where they can't be. */
export function describe(
  name: string,
  help: string,
  variable: readonly Label[],
  constant: readonly Label[],
): Description {
  if (name === '') throw new Error(`${goQuote(name)} is not a valid metric name`);
  const names = new Set<string>();
  for (const label of [...constant, ...variable]) {
    if (label.name === '' || label.name.startsWith('__')) {
      throw new Error(`${goQuote(label.name)} is not a valid label name for metric ${goQuote(name)}`);
    }
    names.add(label.name);
  }
  if (names.size < constant.length + variable.length) {
    throw new Error(`duplicate label names in constant and variable labels for metric ${goQuote(name)}`);
  }
  const constants = constant.map((label) => `${label.name}=${goQuote(label.value)}`).join(',');
  const variables = variable.map((label) => label.name).join(',');
  const text = `Desc{fqName: ${goQuote(name)}, help: ${goQuote(help)}, unit: "", constLabels: {${constants}}, variableLabels: {${variables}}}`;
  return { name, help, labels: sortedLabels([...variable, ...constant]), text };
}

export function sortedLabels(labels: readonly Label[]): readonly Label[] {
  return labels.toSorted((a, b) => byteOrder(a.name, b.name));
}
