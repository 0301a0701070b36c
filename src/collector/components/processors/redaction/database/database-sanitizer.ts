import type { Span } from '../../../../../otlp/model.ts';
import { SpanKind } from '../../../../../otlp/model.ts';
import type { Logger } from '../../../../pipeline/logger.ts';
import type { DatabaseConfig } from '../config.ts';
import { databaseSystem } from './database-system.ts';
import { type QueryObfuscator, queryObfuscators } from './query-obfuscators.ts';

export interface DatabaseSanitizer {
  /** A value of an attribute; `system` is what the attributes say of the database. */
  attribute(value: string, key: string, system: string): string;
  /** A text of a log body, which may be a query of any of the databases. */
  body(text: string): string;
  /** The name a span is given; `undefined` where it stays. */
  spanName(span: Span): string | undefined;
}

/** `undefined` where no database is enabled. `guess`: attributes without a database may be queries of any of them. */
export function databaseSanitizer(
  config: DatabaseConfig,
  guess: boolean,
  logger: Logger,
): DatabaseSanitizer | undefined {
  const obfuscators = queryObfuscators(config, logger);
  if (obfuscators.length === 0) return undefined;
  const keys = new Set(obfuscators.flatMap(({ attributes }) => [...attributes]));
  return {
    attribute(value, key, system) {
      if (!keys.has(key)) return value;
      const fits = obfuscators.filter(
        ({ attributes, systems }) =>
          attributes.has(key) && (system === '' ? guess : systems.includes(system)),
      );
      return inTurn(system === '' ? fits : fits.slice(0, 1), value);
    },
    body: (text) => inTurn(obfuscators, text),
    spanName({ attributes, kind, name }) {
      if (kind !== SpanKind.Client && kind !== SpanKind.Server && kind !== SpanKind.Internal)
        return undefined;
      const system = databaseSystem(attributes);
      return obfuscators.find(({ systems }) => systems.includes(system))?.obfuscate(name, system);
    },
  };
}

function inTurn(obfuscators: readonly QueryObfuscator[], text: string): string {
  let result = text;
  for (const { obfuscate } of obfuscators) result = obfuscate(result);
  return result;
}
