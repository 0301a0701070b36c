/** Who listens to which channel of NOTIFY. */

type OnPayload = (payload: string) => void;
type OnAny = (channel: string, payload: string) => void;

export class Notifications {
  readonly #channels = new Map<string, Set<OnPayload>>();
  readonly #any = new Set<OnAny>();

  add(channel: string, listener: OnPayload): void {
    const listeners = this.#channels.get(channel) ?? new Set();
    this.#channels.set(channel, listeners.add(listener));
  }

  /** Without a listener, all of the channel. Returns whether nobody listens to the channel any more. */
  remove(channel: string, listener?: OnPayload): boolean {
    if (listener !== undefined) this.#channels.get(channel)?.delete(listener);
    if (listener !== undefined && (this.#channels.get(channel)?.size ?? 0) > 0) return false;
    return this.#channels.delete(channel);
  }

  addAny(listener: OnAny): void {
    this.#any.add(listener);
  }

  removeAny(listener: OnAny): void {
    this.#any.delete(listener);
  }

  /** Listeners hear of it when what runs now has run. */
  notify(channel: string, payload: string): void {
    for (const listener of this.#channels.get(channel) ?? []) queueMicrotask(() => listener(payload));
    for (const listener of this.#any) queueMicrotask(() => listener(channel, payload));
  }
}

/** A channel's name as PostgreSQL reads it: lower case unless quoted. */
export function channelName(written: string): string {
  return /^".+"$/.test(written) ? written.slice(1, -1) : written.toLowerCase();
}
