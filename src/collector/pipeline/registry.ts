import type { ComponentFactory, ComponentKind } from './component.ts';
import { isKnownType } from './known-types.ts';

/** What a type of the configuration names. */
export type Resolution =
  | { readonly status: 'found'; readonly factory: ComponentFactory; readonly deprecated: boolean }
  /** A component of contrib that isn't implemented here. */
  | { readonly status: 'not-implemented' }
  | { readonly status: 'unknown' };

/** The components a collector is built with. */
export class Registry {
  readonly factories: readonly ComponentFactory[];

  constructor(factories: readonly ComponentFactory[]) {
    this.factories = factories;
  }

  resolve(kind: ComponentKind, type: string): Resolution {
    const candidates = this.factories.filter((factory) => factory.kind === kind);
    const current = candidates.find((factory) => factory.type === type);
    if (current !== undefined) return { status: 'found', factory: current, deprecated: false };
    const old = candidates.find((factory) => factory.deprecatedTypes?.includes(type));
    if (old !== undefined) return { status: 'found', factory: old, deprecated: true };
    return isKnownType(kind, type) ? { status: 'not-implemented' } : { status: 'unknown' };
  }

  /** The implemented types of a kind, sorted. */
  types(kind: ComponentKind): string[] {
    return this.factories
      .filter((factory) => factory.kind === kind)
      .map((factory) => factory.type)
      .sort();
  }
}
