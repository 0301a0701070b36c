import type { AnyValue, Profile, ProfilesData, ProfilesDictionary, Sample } from '../../../../otlp/model.ts';
import { asText, attributeLines, scopeLines } from './attributes-text.ts';
import { profileAttributes } from './profile-attributes.ts';
import { timeText } from './time-text.ts';
import { typedValueText, valueText } from './value-text.ts';

/** The text of verbosity `detailed`: the dictionary, then the profiles with their samples. */
export function detailedProfiles(data: ProfilesData): string {
  const lines = dictionaryLines(data.dictionary);
  for (const [i, { resource, schemaUrl, scopeProfiles }] of data.resourceProfiles.entries()) {
    lines.push(`ResourceProfiles #${i}`, `Resource SchemaURL: ${schemaUrl}`);
    lines.push(...attributeLines('Resource attributes', resource.attributes));
    for (const [j, { scope, schemaUrl: scopeSchema, profiles }] of scopeProfiles.entries()) {
      lines.push(`ScopeProfiles #${j}`, `ScopeProfiles SchemaURL: ${scopeSchema}`, ...scopeLines(scope));
      for (const [k, profile] of profiles.entries()) {
        lines.push(`Profile #${k}`, ...profileLines(profile, data.dictionary));
      }
    }
  }
  return asText(lines);
}

function dictionaryLines(dictionary: ProfilesDictionary): string[] {
  const { mappingTable, locationTable, functionTable, attributeTable, linkTable, stringTable } = dictionary;
  const lines: string[] = [];
  for (const [i, mapping] of mappingTable.entries()) {
    lines.push(
      `Mapping #${i}`,
      `    Memory start: ${mapping.memoryStart}`,
      `    Memory limit: ${mapping.memoryLimit}`,
      `    File offset: ${mapping.fileOffset}`,
      `    File name: ${mapping.filenameStrindex}`,
      `    Attributes: ${listText(mapping.attributeIndices)}`,
    );
  }
  for (const [i, location] of locationTable.entries()) {
    lines.push(
      `Location #${i}`,
      `    Mapping index: ${location.mappingIndex}`,
      `    Address: ${location.address}`,
      ...location.lines.flatMap((line, j) => [
        `    Line #${j}`,
        `        Function index: ${line.functionIndex}`,
        `        Line: ${line.line}`,
        `        Column: ${line.column}`,
      ]),
      `    Attributes: ${listText(location.attributeIndices)}`,
    );
  }
  for (const [i, each] of functionTable.entries()) {
    lines.push(
      `Function #${i}`,
      `    Name: ${each.nameStrindex}`,
      `    System name: ${each.systemNameStrindex}`,
      `    Filename: ${each.filenameStrindex}`,
      `    Start line: ${each.startLine}`,
    );
  }
  // The collector puts both tables into one map, so that of each only the last entry is left to print.
  const attribute = attributeTable.at(-1);
  if (attribute !== undefined) {
    const shown: [string, AnyValue][] = [
      ['Key', BigInt(attribute.keyStrindex)],
      ['Value', valueText(attribute.value)],
      ['unit', BigInt(attribute.unitStrindex)],
    ];
    lines.push(...attributeLines('Attribute table', new Map(shown)));
  }
  const link = linkTable.at(-1);
  if (link !== undefined) {
    const shown: [string, AnyValue][] = [
      ['Trace ID', link.traceId],
      ['Span ID', link.spanId],
    ];
    lines.push(...attributeLines('Link table', new Map(shown)));
  }
  if (stringTable.length > 0) lines.push('String table:', ...stringTable.map((text) => `    ${text}`));
  return lines;
}

function profileLines(profile: Profile, dictionary: ProfilesDictionary): string[] {
  return [
    pair('Profile ID', profile.profileId),
    pair('Start time', timeText(profile.timeUnixNano)),
    pair('DurationNano', profile.durationNano.toString()),
    pair('Dropped attributes count', String(profile.droppedAttributesCount)),
    ...profile.samples.flatMap((sample, index) => sampleLines(sample, index, dictionary)),
  ];
}

function sampleLines(sample: Sample, index: number, dictionary: ProfilesDictionary): string[] {
  const attributes = profileAttributes(dictionary, sample.attributeIndices).map((attribute) =>
    'missing' in attribute ? attribute.missing : `${attribute.key}: ${typedValueText(attribute.value)}`,
  );
  return [
    `    Sample #${index}`,
    `        Values: ${listText(sample.values)}`,
    ...(attributes.length === 0 ? [] : ['        Attributes:']),
    ...attributes.map((attribute) => `             -> ${attribute}`),
  ];
}

function pair(name: string, value: string): string {
  return `    ${name.padEnd(15)}: ${value}`;
}

function listText(values: readonly (number | bigint)[]): string {
  return `[${values.join(' ')}]`;
}
