import { describe, expect, it } from 'vitest';
import { PACKAGE_SETS } from '../packages/package-sets.ts';
import { licenceNotices } from './licences.ts';

describe('the licence notices', () => {
  const text = licenceNotices();

  it('name every package of every set with its version', () => {
    for (const versions of Object.values(PACKAGE_SETS)) {
      for (const [name, version] of Object.entries(versions)) expect(text).toContain(`${name} ${version} (`);
    }
  });

  it('name what those packages bring along', () => {
    expect(text).toContain('@opentelemetry/otlp-transformer 0.223.0 (Apache-2.0)');
    expect(text).toContain('@opentelemetry/otlp-transformer 0.301.0 (Apache-2.0)');
    expect(text).toContain('@thi.ng/errors');
  });

  it('have the words of the licences, equal ones once', () => {
    expect(text).toContain('Apache License\n                           Version 2.0');
    expect(text).toMatch(/Permission is hereby granted, free of charge/);
    expect(text.length).toBeLessThan(400_000);
  });
});
