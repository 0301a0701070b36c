/**
 * PGlite's base class sends a query as six messages and waits for each answer, which costs nothing where PostgreSQL is
 * in the same thread. Here the messages that always follow go along with the first of them, and are answered from what
 * has come back. PostgreSQL itself passes over the rest of a batch after an error, up to its Sync.
 */
import { type messages as Messages, protocol } from '@electric-sql/pglite';

type BackendMessage = Messages.BackendMessage;

const { serialize } = protocol;
const DESCRIBE_STATEMENT = serialize.describe({ type: 'S' });
const DESCRIBE_PORTAL = serialize.describe({ type: 'P' });
const EXECUTE = serialize.execute({});
const SYNC = serialize.sync();

/** What a first message brings along, by its type. */
const FOLLOWERS: Readonly<Record<string, readonly Uint8Array[]>> = {
  P: [DESCRIBE_STATEMENT],
  B: [DESCRIBE_PORTAL, EXECUTE, SYNC],
  Q: [SYNC],
};

export class Batches {
  /** Messages that have been sent already, with their part of the answer. */
  #sent: { readonly message: Uint8Array; readonly answer: BackendMessage[] }[] = [];

  /** The answer to a message that went with an earlier one. */
  answered(message: Uint8Array): BackendMessage[] | undefined {
    const at = this.#sent.findIndex((sent) => equal(sent.message, message));
    // After an error the next message is the Sync; anything else begins something new.
    const found = this.#sent[at]?.answer;
    this.#sent = found === undefined ? [] : this.#sent.slice(at + 1);
    return found;
  }

  /** The message with its followers. */
  batch(message: Uint8Array): Uint8Array {
    const followers = followersOf(message);
    const bytes = new Uint8Array([message, ...followers].reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of [message, ...followers]) {
      bytes.set(part, at);
      at += part.length;
    }
    return bytes;
  }

  /** Keeps the followers' part of what came back, returns the message's own. Called before an error is thrown, too. */
  split(message: Uint8Array, answer: readonly BackendMessage[]): BackendMessage[] {
    // Only the description of a statement is looked at by itself; everything else is read as one answer.
    const parsed = answer.findIndex(({ name }) => name === 'parseComplete');
    const own = message[0] === P && parsed >= 0 ? parsed + 1 : answer.length;
    this.#sent = followersOf(message).map((follower, at) => ({
      message: follower,
      answer: at === 0 ? answer.slice(own) : [],
    }));
    return answer.slice(0, own);
  }
}

const P = 'P'.charCodeAt(0);

function followersOf(message: Uint8Array): readonly Uint8Array[] {
  return FOLLOWERS[String.fromCharCode(message[0] ?? 0)] ?? [];
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
