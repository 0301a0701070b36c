import type { InstrumentationScope, Resource } from '../../../../otlp/model.ts';
import { AttributeChoices } from './attribute-choices.ts';
import { Chance } from './chance.ts';
import { DEFAULT_OPERATIONS, DEFAULT_SERVICES, type TelemetryGeneratorConfig } from './config.ts';
import { type Operation, parseOperation } from './operation.ts';

/** What the signals have in common: who is there and what is asked for. */
export interface Scenery {
  readonly services: readonly string[];
  readonly operations: readonly Operation[];
  /** The resource of a service, by its place in `services`. */
  resource(service: number): Resource;
  scope(): InstrumentationScope;
}

export function sceneryOf(config: TelemetryGeneratorConfig): Scenery {
  const services = config.services ?? DEFAULT_SERVICES;
  const choices = new AttributeChoices(config.resource_attributes);
  return {
    services,
    operations: (config.operations ?? DEFAULT_OPERATIONS).map(parseOperation),
    resource(service) {
      const attributes = new Map([['service.name', services[service] ?? '']]);
      // A service keeps the values it was given.
      choices.addTo(attributes, new Chance(config.seed * 1000 + service));
      return { attributes, droppedAttributesCount: 0 };
    },
    scope: () => ({
      name: 'telemetry_generator',
      version: '',
      attributes: new Map(),
      droppedAttributesCount: 0,
    }),
  };
}
