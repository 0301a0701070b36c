/** Told of the endpoints, sorted, when they become known and whenever they change. */
export type EndpointsChanged = (endpoints: readonly string[]) => Promise<void>;

/** Finds the backends and keeps looking for others. */
export interface Resolver {
  start(changed: EndpointsChanged): Promise<void>;
  /** Calls back no more. */
  shutdown(): Promise<void>;
}
