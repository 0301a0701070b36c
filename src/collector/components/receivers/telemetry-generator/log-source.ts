import type { LogRecord, LogsData } from '../../../../otlp/model.ts';
import { AttributeChoices } from './attribute-choices.ts';
import type { Chance } from './chance.ts';
import type { LogsConfig } from './config.ts';
import { requestAttributes } from './operation.ts';
import type { Scenery } from './scenery.ts';

const DEBUG = { number: 5, text: 'DEBUG' };
const INFO = { number: 9, text: 'INFO' };
const WARN = { number: 13, text: 'WARN' };
const ERROR = { number: 17, text: 'ERROR' };
/** Of ten records without an error. */
const SEVERITIES = [DEBUG, INFO, INFO, INFO, INFO, INFO, INFO, INFO, INFO, WARN];

/** Makes log records of requests that were served. */
export class LogSource {
  readonly #config: LogsConfig;
  readonly #scenery: Scenery;
  readonly #chance: Chance;
  readonly #attributes: AttributeChoices;

  constructor(config: LogsConfig, scenery: Scenery, chance: Chance) {
    this.#config = config;
    this.#scenery = scenery;
    this.#chance = chance;
    this.#attributes = new AttributeChoices(config.attributes);
  }

  /** A record for each time, ns since the Unix epoch. */
  make(times: readonly bigint[]): LogsData {
    const records: LogRecord[][] = this.#scenery.services.map(() => []);
    for (const time of times) {
      const service = Math.floor(this.#chance.fraction() * records.length);
      records[service]?.push(this.#record(time));
    }
    const resourceLogs = records.flatMap((logRecords, service) =>
      logRecords.length === 0
        ? []
        : [
            {
              resource: this.#scenery.resource(service),
              scopeLogs: [{ scope: this.#scenery.scope(), logRecords, schemaUrl: '' }],
              schemaUrl: '',
            },
          ],
    );
    return { resourceLogs };
  }

  #record(time: bigint): LogRecord {
    const failed = this.#chance.fraction() < this.#config.error_ratio;
    const severity = failed ? ERROR : this.#chance.pick(SEVERITIES);
    const operation = this.#chance.pick(this.#scenery.operations);
    const attributes = requestAttributes(operation, failed);
    this.#attributes.addTo(attributes, this.#chance);
    const milliseconds = 1 + Math.floor(this.#chance.fraction() * 200);
    return {
      timeUnixNano: time,
      observedTimeUnixNano: time,
      severityNumber: severity.number,
      severityText: severity.text,
      body: failed
        ? `${operation.name} failed after ${milliseconds} ms`
        : `${operation.name} took ${milliseconds} ms`,
      attributes,
      droppedAttributesCount: 0,
      flags: 0,
      traceId: '',
      spanId: '',
      eventName: '',
    };
  }
}
