import { cloneAttributes } from '../../../../otlp/clone-message.ts';
import type { InstrumentationScope, Resource } from '../../../../otlp/model.ts';

/** Where items of one resource and scope are put. Scopes are the same when their names and versions are. */
export class ScopeGroups<Group, ScopeGroup> {
  readonly #byResource = new Map<
    Resource,
    { readonly group: Group; readonly scopes: Map<string, ScopeGroup> }
  >();
  readonly #addResource: (resource: Resource) => Group;
  readonly #addScope: (group: Group, scope: InstrumentationScope) => ScopeGroup;

  /** The functions add an empty group to the data that is made. */
  constructor(
    addResource: (resource: Resource) => Group,
    addScope: (group: Group, scope: InstrumentationScope) => ScopeGroup,
  ) {
    this.#addResource = addResource;
    this.#addScope = addScope;
  }

  at(resource: Resource, scope: InstrumentationScope): ScopeGroup {
    let entry = this.#byResource.get(resource);
    if (entry === undefined) {
      entry = { group: this.#addResource(resource), scopes: new Map() };
      this.#byResource.set(resource, entry);
    }
    const key = `${scope.name}\0${scope.version}`;
    const known = entry.scopes.get(key);
    if (known !== undefined) return known;
    // A copy, as the scope may come to belong to several resources.
    const copy = { ...scope, attributes: cloneAttributes(scope.attributes) };
    const added = this.#addScope(entry.group, copy);
    entry.scopes.set(key, added);
    return added;
  }
}
