import type { Attributes } from '../../../../../otlp/model.ts';

/** What the attributes say of the database, in lower case; '' where they say nothing. */
export function databaseSystem(attributes: Attributes): string {
  return lowerText(attributes, 'db.system.name') || lowerText(attributes, 'db.system');
}

function lowerText(attributes: Attributes, key: string): string {
  const value = attributes.get(key);
  return typeof value === 'string' ? value.toLowerCase() : '';
}
