import type {
  CollectorEvents,
  CollectorStart,
  ConfigError,
  HostedCollectorGroup,
  StartOptions,
} from '../hosted-collector.ts';

/** One collector of a group. */
export interface GroupMember {
  readonly name: string;
  /** YAML. */
  readonly config: string;
  readonly events: CollectorEvents;
  readonly options?: StartOptions;
}

export type GroupStart =
  | {
      readonly ok: true;
      /** By the members' names. */
      readonly started: ReadonlyMap<string, Extract<CollectorStart, { ok: true }>>;
    }
  /** Which member didn't start, and why; those that had started have been shut down. */
  | { readonly ok: false; readonly name: string; readonly errors: readonly ConfigError[] };

/**
 * Starts the members of a group, which are listed in the direction of the data (agents before gateways): the last first,
 * so that nobody sends to one that isn't there yet.
 */
export async function startGroup(
  group: HostedCollectorGroup,
  members: readonly GroupMember[],
): Promise<GroupStart> {
  const started = new Map<string, Extract<CollectorStart, { ok: true }>>();
  for (const { name, config, events, options } of members.toReversed()) {
    const start = await group.collector(name).start(config, events, options);
    if (!start.ok) {
      await shutdownGroup(
        group,
        members.filter((member) => started.has(member.name)),
      );
      return { ok: false, name, errors: start.errors };
    }
    started.set(name, start);
  }
  return { ok: true, started };
}

/** Shuts the members down in the direction of the data: what one flushes, the next still takes. */
export async function shutdownGroup(
  group: HostedCollectorGroup,
  members: readonly Pick<GroupMember, 'name'>[],
): Promise<void> {
  for (const { name } of members) await group.collector(name).shutdown();
}
