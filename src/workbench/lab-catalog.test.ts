import { describe, expect, it } from 'vitest';
import {
  LabCatalogError,
  labIds,
  loadDefinition,
  loadGradedLab,
  loadSolution,
  loadStarter,
} from './lab-catalog.ts';

describe('the lab catalog', () => {
  it('lists the labs', () => {
    expect(labIds()).toContain('hello-trace');
  });

  it.each(labIds())('has all of %s', async (id) => {
    const [definition, starter, solution, graded] = await Promise.all([
      loadDefinition(id),
      loadStarter(id),
      loadSolution(id),
      loadGradedLab(id),
    ]);
    expect(definition.id).toBe(id);
    for (const { path } of definition.files) expect(starter[path]).toBeTypeOf('string');
    expect(Object.keys(starter)).toContain('package.json');
    for (const [path, text] of Object.entries(solution)) expect(text).not.toBe(starter[path]);
    expect(graded.checks.length).toBeGreaterThan(0);
    expect(graded.scenario.launch).toBeTypeOf('function');
  });

  it('says which labs there are when asked for another', async () => {
    const failures = await Promise.all(
      [loadDefinition, loadStarter, loadSolution, loadGradedLab].map((load) =>
        load('../secrets').catch((error: unknown) => error),
      ),
    );
    for (const error of failures) {
      expect(error).toBeInstanceOf(LabCatalogError);
      expect(error).toMatchObject({ code: 'unknown-lab', labId: '../secrets' });
      expect(String(error)).toContain('hello-trace');
    }
  });
});
