/** The part of the contract that is data: a program in, its output and end out. */
import { expect, it } from 'vitest';
import type { LabRuntime, RunResult, SourceLocation } from '../lab-runtime.ts';
import type { ContractCase, Engine, ExpectedEnd, ExpectedError } from './contract-case.ts';
import { runProgram } from './run-program.ts';

export function testCases(cases: readonly ContractCase[], runtime: () => LabRuntime, engine: Engine): void {
  it.each(cases.map((contractCase) => [contractCase.name, contractCase] as const))(
    '%s',
    async (_name, contractCase) => {
      const { result, stdout, stderr } = await runProgram(runtime(), contractCase);
      const expected = inEngine(contractCase.expected, engine);
      expect({ stdout: linesOf(stdout), ...endOf(result, expected) }).toEqual({
        stdout: expected.stdout ?? linesOf(stdout),
        ...expectedEnd(expected),
      });
      // What a runtime prints about a program that does not compile is its own affair.
      if (expected.diagnostic === undefined) expectParts(stderr, expected.stderr);
      if (expected.diagnostic?.says !== undefined && result.outcome === 'compile-error') {
        expect(result.diagnostics[0]?.message).toContain(expected.diagnostic.says);
      }
    },
  );
}

function linesOf(text: string): readonly string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Each part behind the one before; nothing at all where nothing is expected. */
function expectParts(text: string, parts: readonly string[] | undefined): void {
  if (parts === undefined) expect(text).toBe('');
  let from = 0;
  for (const part of parts ?? []) {
    expect(text.slice(from)).toContain(part);
    from = text.indexOf(part, from) + part.length;
  }
}

/** The result, cut to what a case says something about. */
function endOf(result: RunResult, expected: ExpectedEnd): object {
  const { outcome, droppedOutput } = result;
  if (outcome === 'compile-error') {
    const first = result.diagnostics[0];
    return { outcome, droppedOutput, at: place(first?.location), code: first?.code };
  }
  // A reason, a stack: shown when the outcome is not the expected one.
  if (outcome !== 'exited') return { ...result, durationMs: 0 };
  const { exitCode, error } = result;
  if (error === undefined) return { outcome, droppedOutput, exitCode };
  const { name, message, location, stack } = error;
  const at = expected.error?.at;
  const found = place(location);
  return {
    outcome,
    droppedOutput,
    exitCode,
    error: {
      name,
      message: expected.error?.message === ANY_WORDS ? ANY_WORDS : message,
      at: isLine(at) ? found?.replace(/:\d+$/, ':') : found,
      inStack: at === undefined || stack.includes(at) ? 'yes' : stack,
    },
  };
}

const ANY_WORDS = 'what the engine says';

function isLine(at: string | undefined): boolean {
  return at?.endsWith(':') === true;
}

/** What other engines than V8 say in words of their own is not compared, nor is the column they give for it. */
function inEngine(expected: ExpectedEnd, engine: Engine): ExpectedEnd {
  const { error } = expected;
  if (error === undefined) return expected;
  const { byEngine = false, ...rest } = error;
  const own: ExpectedError = {
    ...rest,
    message: ANY_WORDS,
    ...(rest.at === undefined ? {} : { at: rest.at.replace(/\d+$/, '') }),
  };
  return { ...expected, error: byEngine && engine === 'other' ? own : rest };
}

function expectedEnd({ outcome, droppedOutput = 0, exitCode = 0, error, diagnostic }: ExpectedEnd): object {
  if (diagnostic !== undefined) {
    return { outcome: 'compile-error', droppedOutput, at: diagnostic.at, code: diagnostic.code };
  }
  if (outcome !== undefined) return { outcome, droppedOutput, durationMs: 0 };
  if (error === undefined) return { outcome: 'exited', droppedOutput, exitCode };
  return { outcome: 'exited', droppedOutput, exitCode, error: { ...error, inStack: 'yes' } };
}

function place(location: SourceLocation | undefined): string | undefined {
  return location && `${location.file}:${location.line}:${location.column}`;
}
