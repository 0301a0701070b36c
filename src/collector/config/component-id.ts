/** Component and pipeline ids: `type[/name]`, as the collector's component/identifiable.go and pipeline/ read them. */

export interface ComponentId {
  readonly type: string;
  /** Empty for an id without a name. */
  readonly name: string;
}

/** An id that breaks the rules; the message is the collector's. */
export class IdError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'IdError';
  }
}

const TYPE = /^[a-zA-Z][0-9a-zA-Z_]{0,62}$/;
const NAME = /^[^\p{Z}\p{C}\p{S}]+$/u;
const MAX_NAME_LENGTH = 1024;
const PIPELINE_SIGNALS: readonly string[] = ['traces', 'metrics', 'logs', 'profiles'];

/** Reads a component id. Throws IdError. */
export function parseComponentId(text: string): ComponentId {
  const { type, name } = splitId(text);
  if (!TYPE.test(type)) throw new IdError(`in "${text}" id: invalid character(s) in type "${type}"`);
  return { type, name };
}

/** Reads a pipeline id, whose type is a signal. Throws IdError. */
export function parsePipelineId(text: string): ComponentId {
  const { type, name } = splitId(text);
  if (!PIPELINE_SIGNALS.includes(type))
    throw new IdError(`in "${text}" id: unknown pipeline signal: "${type}"`);
  return { type, name };
}

/** The normal form: "otlp" or "otlp/2". */
export function formatId(id: ComponentId): string {
  return id.name === '' ? id.type : `${id.type}/${id.name}`;
}

function splitId(text: string): ComponentId {
  const slash = text.indexOf('/');
  const type = (slash < 0 ? text : text.slice(0, slash)).trim();
  if (type === '') {
    throw new IdError(
      slash < 0 ? 'id must not be empty' : `in "${text}" id: the part before / should not be empty`,
    );
  }
  if (slash < 0) return { type, name: '' };
  const name = text.slice(slash + 1).trim();
  if (name === '') throw new IdError(`in "${text}" id: the part after / should not be empty`);
  const bytes = new TextEncoder().encode(name).length;
  if (bytes > MAX_NAME_LENGTH) {
    throw new IdError(
      `in "${name}" id: name "${name}" is longer than ${MAX_NAME_LENGTH} characters (${bytes} characters)`,
    );
  }
  if (!NAME.test(name)) throw new IdError(`in "${name}" id: invalid character(s) in name "${name}"`);
  return { type, name };
}
