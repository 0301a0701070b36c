import type { SourceRange } from './config-node.ts';

/** One thing the decoder refused. Problems nest as the collector's decoders do, and print in its words. */
export interface DecodeProblem {
  /** The path below the enclosing decoder: "protocols.http", "[a]", or the name of its root struct. */
  readonly path: string;
  /** Said before the cause: `error reading configuration for "otlp": `. */
  readonly prefix?: string;
  readonly cause: string | readonly DecodeProblem[];
  readonly range: SourceRange;
  /** The path names the struct being decoded rather than a place below it. */
  readonly pathIsStructName?: boolean;
  /** The component's own objection, before anything was decoded; it is printed without a header. */
  readonly own?: boolean;
}

const HEADER = 'decoding failed due to the following error(s):';

/** The text the collector prints for the problems, over several lines. */
export function renderProblems(problems: readonly DecodeProblem[]): string {
  const text = problems.map(renderProblem).join('\n');
  return problems[0]?.own ? text : `${HEADER}\n\n${text}`;
}

function renderProblem(problem: DecodeProblem): string {
  const cause = typeof problem.cause === 'string' ? problem.cause : renderProblems(problem.cause);
  return `'${problem.path}' ${problem.prefix ?? ''}${cause}`;
}

/** Every innermost problem on a line of its own: the same words, with the paths of the nested decoders joined. */
export function flattenProblems(
  problems: readonly DecodeProblem[],
): { readonly message: string; readonly range: SourceRange }[] {
  return flatten(problems, '', '');
}

function flatten(
  problems: readonly DecodeProblem[],
  before: string,
  parentPath: string,
): { message: string; range: SourceRange }[] {
  return problems.flatMap((problem) => {
    const path =
      problem.pathIsStructName && parentPath !== '' ? parentPath : joinPath(parentPath, problem.path);
    if (typeof problem.cause === 'string') {
      return [
        { message: `${before}'${path}' ${problem.prefix ?? ''}${problem.cause}`, range: problem.range },
      ];
    }
    // A prefix names what is read from here on ("error reading configuration for …"), so that paths start anew.
    if (problem.prefix !== undefined)
      return flatten(problem.cause, `${before}'${path}' ${problem.prefix}`, '');
    return flatten(problem.cause, before, path);
  });
}

function joinPath(parent: string, child: string): string {
  if (parent === '' || child === '') return parent + child;
  return child.startsWith('[') ? parent + child : `${parent}.${child}`;
}
