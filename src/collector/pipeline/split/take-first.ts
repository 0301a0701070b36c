/** How the containers of one signal are taken apart: resources hold scopes, scopes hold items. */
export interface Shape<Resource, Scope> {
  scopesOf(resource: Resource): Scope[];
  setScopes(resource: Resource, scopes: Scope[]): void;
  /** The resource again, sharing nothing with the original, with other scopes. */
  copyWith(resource: Resource, scopes: Scope[]): Resource;
  /** Items of a scope. */
  count(scope: Scope): number;
  /** Takes the first `size` items out of a scope that has more, under a copy of it. */
  divide(scope: Scope, size: number): Scope;
}

/**
 * Takes the first `size` items out of `resources` and returns what holds them and what is left, in order: whole
 * resources and scopes where they fit, copies of them where they are divided.
 */
export function takeFirst<R, S>(
  size: number,
  resources: readonly R[],
  shape: Shape<R, S>,
): { readonly taken: R[]; readonly rest: R[] } {
  const taken: R[] = [];
  let left = size;
  let whole = 0;
  for (const resource of resources) {
    if (left === 0) break;
    const count = countItems(resource, shape);
    if (count > left) {
      taken.push(divideResource(resource, left, shape));
      break;
    }
    taken.push(resource);
    left -= count;
    whole += 1;
  }
  return { taken, rest: resources.slice(whole) };
}

function countItems<R, S>(resource: R, shape: Shape<R, S>): number {
  let count = 0;
  for (const scope of shape.scopesOf(resource)) count += shape.count(scope);
  return count;
}

/** Takes the first `size` items out of a resource that has more. */
function divideResource<R, S>(source: R, size: number, shape: Shape<R, S>): R {
  const scopes = shape.scopesOf(source);
  const taken: S[] = [];
  let left = size;
  let whole = 0;
  for (const scope of scopes) {
    if (left === 0) break;
    const count = shape.count(scope);
    if (count > left) {
      taken.push(shape.divide(scope, left));
      break;
    }
    taken.push(scope);
    left -= count;
    whole += 1;
  }
  shape.setScopes(source, scopes.slice(whole));
  return shape.copyWith(source, taken);
}
