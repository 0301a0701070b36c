/** What nobody caught: for the page as data, on stderr as Node prints it, both in terms of the learner's files. */
import { inspect, types } from 'node:util';
import { labFileUrl } from '../../../embedded/sandbox/lab-paths.ts';
import { locationOf, sourceLine } from '../../../embedded/sandbox/stack.ts';
import type { FromProgram } from '../../relay/program-messages.ts';
import { writeOutput } from './output.ts';

export function uncaughtMessage(error: unknown): FromProgram {
  if (!types.isNativeError(error)) {
    return { type: 'uncaught', name: 'Uncaught', message: inspect(error), stack: '' };
  }
  const stack = String(error.stack);
  const location = locationOf(stack);
  return {
    type: 'uncaught',
    name: String(error.name),
    message: String(error.message),
    stack,
    ...(location === undefined ? {} : { location }),
  };
}

/** The line it comes from, the error, the version. */
export function printUncaught(error: unknown): void {
  const text = types.isNativeError(error)
    ? `${placeOf(error)}${inspect(error)}\n`
    : `Uncaught:\n${inspect(error)}\n(Use \`node --trace-uncaught ...\` to show where the exception was thrown)\n`;
  writeOutput('stderr', `${text}\nNode.js ${process.version}\n`);
}

function placeOf(error: Error): string {
  const location = locationOf(String(error.stack));
  const line = location && sourceLine(location);
  if (location === undefined || line === undefined) return '';
  const caret = `${line.slice(0, location.column - 1).replace(/[^\t]/g, ' ')}^`;
  return `${labFileUrl(location.file)}:${location.line}\n${line}\n${caret}\n\n`;
}
