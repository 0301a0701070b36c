import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { InProcessCollector } from '../../collector/hosts/in-process-collector.ts';
import { NodeRuntime } from '../../runtime/node/node-runtime.ts';
import { repositoryRoot } from '../repository-root.ts';
import { type LabFolder, loadLab } from './lab-folder.ts';
import { proveLab, type ReferenceTrees } from './prove-lab.ts';

const runtime = new NodeRuntime();
const collector = new InProcessCollector();
let folder: LabFolder;

beforeAll(async () => {
  const loaded = await loadLab(`${repositoryRoot}labs`, 'hello-trace');
  folder = { ...loaded, wrong: loaded.wrong.filter(({ slug }) => slug === 'swapped') };
});
afterAll(async () => {
  collector.dispose();
  await runtime.dispose();
});

async function prove(changed: LabFolder, trees: ReferenceTrees = new Map()) {
  const lines: string[] = [];
  const proof = await proveLab(changed, { runtime, collector, trees, say: (line) => lines.push(line) });
  return { proof, said: lines.join('\n') };
}

describe('a lab', () => {
  it('is proved when everything is as it says', async () => {
    const { proof } = await prove(folder);
    expect(proof).toEqual({
      id: 'hello-trace',
      runtime: 'node',
      ok: true,
      starter: { ok: true, failed: folder.lab.checks.map(({ id }) => id) },
      solution: { ok: true },
      wrong: [{ slug: 'swapped', ok: true, refusedBy: ['root-hello-world', 'child-do-something'] }],
      ms: expect.any(Number),
    });
  });

  it('is not proved when its starter passes or its solution fails', async () => {
    const { proof, said } = await prove({
      ...folder,
      starter: folder.solution,
      solution: folder.starter,
      wrong: [],
    });
    expect(proof).toMatchObject({ ok: false, starter: { ok: false, failed: [] }, solution: { ok: false } });
    expect(said).toContain('spans-arrived passes, but should fail');
    expect(said).toContain('spans-arrived fails; expected: at least one span; found: no spans arrived');
  });

  it('is not proved when an attempt is refused by other checks than it names', async () => {
    const [attempt] = folder.wrong;
    const refusedBy = ['root-hello-world', 'service-name'];
    const wrong = [{ ...attempt!, attempt: { mistake: 'm', refusedBy } }];
    const { proof, said } = await prove({ ...folder, wrong });
    expect(proof).toMatchObject({
      ok: false,
      starter: { ok: true },
      solution: { ok: true },
      wrong: [{ ok: false }],
    });
    expect(said).toContain('service-name passes, but should fail');
    expect(said).toContain('child-do-something fails');
  });

  it('is not proved when its spans are others than in the runtime before', async () => {
    const trees: ReferenceTrees = new Map([
      ['hello-trace solution 2', { runtime: 'embedded', tree: '"other"\n' }],
    ]);
    const { proof, said } = await prove({ ...folder, wrong: [] }, trees);
    expect(proof).toMatchObject({ ok: false, solution: { ok: false } });
    expect(said).toContain('other spans than in embedded');
  });

  it('is not proved when a check breaks, or its own texts contradict each other', async () => {
    const checks = folder.lab.checks.map((check) => ({
      ...check,
      judge: () => {
        throw new Error('oops');
      },
    }));
    const { proof, said } = await prove({
      ...folder,
      id: 'other',
      wrong: [],
      lab: { ...folder.lab, checks },
    });
    expect(proof.ok).toBe(false);
    expect(said).toContain('the check spans-arrived broke');
    expect(said).toContain('lab.ts says the id is hello-trace, the folder says other');
    expect(said).toContain('it has no wrong attempts');
  });
});
