import { loadConfig } from '../../../../config/load-config.ts';
import type { ComponentFactory } from '../../../../pipeline/component.ts';
import { Registry } from '../../../../pipeline/registry.ts';
import { otlpReceiverFactory } from '../../../receivers/otlp/factory.ts';

/**
 * What the configuration of an exporter, in YAML's flow style, is objected to with, as its factory alone would print
 * it; "" when it is valid. What isn't implemented here is left out.
 */
export function configErrors(factory: ComponentFactory, section: string): string {
  const text = `receivers: {otlp: {protocols: {http: }}}
exporters: {${factory.type}: ${section}}
service: {pipelines: {traces: {receivers: [otlp], exporters: [${factory.type}]}}}
`;
  const result = loadConfig(text, new Registry([otlpReceiverFactory, factory]), {});
  if (result.ok) return '';
  const [, decoding] = /error reading configuration for "[^"]*": (.*)$/s.exec(result.text) ?? [];
  if (decoding !== undefined) return decoding;
  return result.text
    .split('\n')
    .filter((line) => !line.includes('known, but not implemented here'))
    .map((line) => line.replace(new RegExp(`^exporters::${factory.type}(::|: )`), ''))
    .join('\n');
}
