import { describe, expect, test } from 'vitest';
import { components } from '../components/components.ts';
import { parseFeatureGates } from './feature-gates.ts';
import { loadConfig } from './load-config.ts';

const profiles = `receivers: {otlp: {protocols: {grpc: }}}
exporters: {debug: }
service: {pipelines: {profiles: {receivers: [otlp], exporters: [debug]}}}`;

describe('feature gates', () => {
  test.each<[readonly string[], readonly string[]]>([
    [[], []],
    [[''], []],
    [['service.profilesSupport'], ['service.profilesSupport']],
    [
      ['+service.profilesSupport,service.AllowNoPipelines'],
      ['service.profilesSupport', 'service.AllowNoPipelines'],
    ],
    [['service.profilesSupport', '-service.profilesSupport'], []],
    [['-transform.flatten.logs,pkg.confighttp.PrioritizeNewKeepalive,ottl.set.allowNil'], []],
  ])('%j switch on %j', (lists, on) => {
    expect([...parseFeatureGates(lists)]).toEqual(on);
  });

  test.each([
    ['nope', 'no such feature gate "nope". valid gates: [confmap.enableMergeAppendOption '],
    ['service.profilesSupport,', 'empty feature gate identifier at index 1'],
    ['-ottl.set.allowNil', 'feature gate "ottl.set.allowNil" is stable, can not be disabled'],
    [
      'connector.servicegraph.legacyLatencyUnitMs',
      'feature gate "connector.servicegraph.legacyLatencyUnitMs" is deprecated, can not be enabled',
    ],
    ['transform.flatten.logs', 'switching it is not implemented here: it is always off'],
    ['-pkg.confighttp.PrioritizeNewKeepalive', 'switching it is not implemented here: it is always on'],
  ])('%s is refused', (list, message) => {
    expect(() => parseFeatureGates([list])).toThrow(
      `invalid argument ${JSON.stringify(list)} for "--feature-gates" flag: `,
    );
    expect(() => parseFeatureGates([list])).toThrow(message);
  });

  test('profiles need theirs', () => {
    expect(loadConfig(profiles, components, {})).toMatchObject({
      ok: false,
      text: 'service::pipelines: pipeline "profiles": profiling signal support is at alpha level, gated under the "service.profilesSupport" feature gate',
    });
    const gates = parseFeatureGates(['service.profilesSupport']);
    expect(loadConfig(profiles, components, {}, gates)).toMatchObject({ ok: true });
  });

  test('a service without pipelines needs its gate', () => {
    const text = 'exporters: {debug: }';
    const gates = parseFeatureGates(['service.AllowNoPipelines']);
    expect(loadConfig(text, components, {})).toMatchObject({ ok: false });
    expect(loadConfig(text, components, {}, gates)).toMatchObject({ ok: true });
  });
});
