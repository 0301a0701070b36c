/** What a call of `Server.prototype.listen` asks for. */

/** Node's forms: listen(port, host?, backlog?, callback?), listen(options, callback?), listen(callback). */
export function listenArguments(args: readonly unknown[]): { options: unknown; callback: unknown } {
  const last = args.at(-1);
  const callback = typeof last === 'function' ? last : undefined;
  const [first, second] = args;
  if (typeof first === 'object' && first !== null) return { options: first, callback };
  const port = first === undefined || first === null || typeof first === 'function' ? 0 : first;
  return { options: { port, ...(typeof second === 'string' ? { host: second } : {}) }, callback };
}
