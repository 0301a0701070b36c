import { components } from '../../../components/components.ts';
import type { ComponentKind } from '../../../pipeline/component.ts';
import { CONTRIB_VERSION } from '../../../pipeline/version.ts';

const KINDS: readonly ComponentKind[] = ['receiver', 'processor', 'exporter', 'connector', 'extension'];

/** `components`: what is implemented, in the form of the collector's own list. */
export async function listComponents(): Promise<string> {
  const all = await components.loadAll();
  const lines = [`# Follows the semantics of collector contrib v${CONTRIB_VERSION}.`];
  for (const kind of KINDS) {
    const factories = all.filter((factory) => factory.kind === kind);
    lines.push(factories.length === 0 ? `${kind}s: []` : `${kind}s:`);
    for (const { type, stability, doc, academyOnly } of factories) {
      lines.push(`    - name: ${type}`, `      description: ${JSON.stringify(doc)}`, '      stability:');
      for (const [signal, level] of Object.entries(stability))
        lines.push(`        ${signal}: ${capitalised(level)}`);
      if (academyOnly) lines.push('      contrib: false');
    }
  }
  return lines.join('\n');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
