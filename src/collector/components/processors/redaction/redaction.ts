import type { AnyValue, Attributes, LogRecord, Span } from '../../../../otlp/model.ts';
import { removeKeys } from '../../../../otlp/remove-keys.ts';
import { GoRegExp } from '../../../ottl/text/go-regexp.ts';
import type { Logger } from '../../../pipeline/logger.ts';
import { valueText } from '../../exporters/debug/value-text.ts';
import { compileRules, type Rules } from './compile-rules.ts';
import type { RedactionConfig } from './config.ts';
import { type DatabaseSanitizer, databaseSanitizer } from './database/database-sanitizer.ts';
import { databaseSystem } from './database/database-system.ts';
import { type Mask, maskOf } from './mask-value.ts';
import { redactBody } from './redact-body.ts';
import { type Deeds, note, summarize } from './summary.ts';
import { nameWithoutIds } from './url/sanitize-span-name.ts';
import { sanitizeUrl } from './url/sanitize-url.ts';

/** Masks a whole value, line by line. */
const EVERYTHING = new GoRegExp('.*');

/** Removes and masks what a configuration doesn't let pass. */
export class Redaction {
  readonly rules: Rules;
  readonly #config: RedactionConfig;
  readonly #mask: Mask;
  readonly #database: DatabaseSanitizer | undefined;
  readonly #urlKeys: ReadonlySet<string>;

  /** `guess`: an attribute may be a query to any database where none is told. Throws FactoryError. */
  constructor(config: RedactionConfig, logger: Logger, guess: boolean) {
    this.rules = compileRules(config);
    this.#config = config;
    this.#mask = maskOf(config);
    this.#database = databaseSanitizer(config.db_sanitizer, guess, logger);
    this.#urlKeys = new Set(config.url_sanitizer.enabled ? config.url_sanitizer.attributes : []);
  }

  attributes(attributes: Attributes): void {
    const { isIgnored, isRemoved, isMasked, isAllowed } = this.rules;
    const everyType = this.#config.redact_all_types;
    const system = this.#database === undefined ? '' : databaseSystem(attributes);
    const deeds: Deeds = {};
    for (const [key, value] of attributes) {
      if (isIgnored(key)) {
        note(deeds, 'ignored', key);
        continue;
      }
      if (isRemoved(key)) {
        note(deeds, 'redacted', key);
        continue;
      }
      // A value that is no text counts as an empty one.
      const text = typeof value === 'string' ? value : everyType ? valueText(value) : '';
      if (isAllowed(text)) {
        note(deeds, 'allowed', key);
      } else if (isMasked(key)) {
        note(deeds, 'masked', key);
        attributes.set(key, this.#masked(text, EVERYTHING));
      } else {
        const processed = this.#attributeText(text, key, system);
        if (processed === text) continue;
        note(deeds, 'masked', key);
        attributes.set(key, processed);
      }
    }
    if (deeds.redacted !== undefined) removeKeys(attributes, deeds.redacted);
    summarize(deeds, attributes, this.#config.summary, 'redaction');
  }

  body(record: LogRecord): void {
    const deeds: Deeds = {};
    record.body = redactBody(record.body, this, deeds);
    summarize(deeds, record.attributes, this.#config.summary, 'redaction.body');
  }

  spanName(span: Span): void {
    const { url_sanitizer: url, db_sanitizer: database } = this.#config;
    const ofUrl = url.enabled && url.sanitize_span_name;
    const ofDatabase = this.#database !== undefined && database.sanitize_span_name;
    if ((!ofUrl && !ofDatabase) || this.rules.isAllowed(span.name)) return;
    const name =
      (ofUrl ? nameWithoutIds(span) : undefined) ?? (ofDatabase ? this.#database?.spanName(span) : undefined);
    if (name !== undefined && name !== '' && name !== '...') span.name = name;
  }

  /** What a value in a log body becomes under a masked key: only texts count. */
  maskedValue(value: AnyValue): string {
    return this.#masked(typeof value === 'string' ? value : '', EVERYTHING);
  }

  bodyText(text: string): string {
    const unblocked = this.#withoutBlocked(text);
    const sanitized = this.#config.url_sanitizer.enabled ? sanitizeUrl(unblocked) : unblocked;
    return this.#database === undefined ? sanitized : this.#database.body(sanitized);
  }

  #attributeText(text: string, key: string, system: string): string {
    const unblocked = this.#withoutBlocked(text);
    const sanitized = this.#urlKeys.has(key) ? sanitizeUrl(unblocked) : unblocked;
    return this.#database === undefined ? sanitized : this.#database.attribute(sanitized, key, system);
  }

  #withoutBlocked(text: string): string {
    let result = text;
    for (const expression of this.rules.blockedValues) {
      if (expression.test(result)) result = this.#masked(result, expression);
    }
    return result;
  }

  #masked(text: string, expression: GoRegExp): string {
    return expression.replaceAllBy(text, ([match = '']) => this.#mask(match));
  }
}
