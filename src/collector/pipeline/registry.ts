import type { ComponentFactory, ComponentKind } from './component.ts';

/** What a type of the configuration names. */
export type Resolution =
  | { readonly status: 'found'; readonly factory: ComponentFactory; readonly deprecated: boolean }
  /** A component of contrib that isn't implemented here. */
  | { readonly status: 'not-implemented' }
  | { readonly status: 'unknown' };

/** A component whose code is fetched when a configuration names it. */
export interface LazyComponent {
  readonly kind: ComponentKind;
  /** As in the factory. */
  readonly type: string;
  /** As in the factory. */
  readonly deprecatedTypes?: readonly string[];
  load(): Promise<ComponentFactory>;
}

/** The components a collector is built with. */
export class Registry {
  readonly #components: readonly (ComponentFactory | LazyComponent)[];
  readonly #loaded = new Map<LazyComponent, ComponentFactory>();
  #isKnownType: ((kind: ComponentKind, type: string) => boolean) | undefined;

  constructor(components: readonly (ComponentFactory | LazyComponent)[]) {
    this.#components = components;
  }

  /** These and more: for tests that add components of their own. */
  with(more: readonly ComponentFactory[]): Registry {
    return new Registry([...this.#components, ...more]);
  }

  /** Fetches the code of the components named, so that `resolve` has it; for types not found, the list of those contrib has. */
  async load(named: Iterable<{ readonly kind: ComponentKind; readonly type: string }>): Promise<void> {
    await Promise.all(
      [...named].map(async ({ kind, type }) => {
        const found = this.#find(kind, type);
        if (found !== undefined) await this.#factory(found.component);
        else this.#isKnownType ??= (await import('./known-types.ts')).isKnownType;
      }),
    );
  }

  /** All factories, for lists and reference pages. */
  loadAll(): Promise<ComponentFactory[]> {
    return Promise.all(this.#components.map((component) => this.#factory(component)));
  }

  /** What a type means. A lazy component must have been loaded. */
  resolve(kind: ComponentKind, type: string): Resolution {
    const found = this.#find(kind, type);
    if (found === undefined) {
      if (this.#isKnownType === undefined)
        throw new Error(`the ${kind} ${type} was resolved before it was loaded`);
      return this.#isKnownType(kind, type) ? { status: 'not-implemented' } : { status: 'unknown' };
    }
    const { component, deprecated } = found;
    const factory = 'load' in component ? this.#loaded.get(component) : component;
    if (factory === undefined) throw new Error(`the ${kind} ${type} was resolved before it was loaded`);
    return { status: 'found', factory, deprecated };
  }

  /** The implemented types of a kind, sorted. */
  types(kind: ComponentKind): string[] {
    return this.#components
      .filter((component) => component.kind === kind)
      .map((component) => component.type)
      .sort();
  }

  #find(kind: ComponentKind, type: string) {
    const candidates = this.#components.filter((component) => component.kind === kind);
    const current = candidates.find((component) => component.type === type);
    if (current !== undefined) return { component: current, deprecated: false };
    const old = candidates.find((component) => component.deprecatedTypes?.includes(type));
    return old === undefined ? undefined : { component: old, deprecated: true };
  }

  async #factory(component: ComponentFactory | LazyComponent): Promise<ComponentFactory> {
    if (!('load' in component)) return component;
    const known = this.#loaded.get(component);
    if (known !== undefined) return known;
    const factory = await component.load();
    this.#loaded.set(component, factory);
    return factory;
  }
}
