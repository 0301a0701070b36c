/** The contract suite's result, in lines. */

/** The part of vitest's JSON report that is read here. */
export interface SuiteReport {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

export function reportText({ success, numPassedTests, numFailedTests, testResults }: SuiteReport): string {
  const failed = testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  const broken = testResults.filter(({ message }) => message !== '');
  return [
    ...broken.map(({ message }) => `The suite broke: ${message.split('\n')[0]}`),
    ...failed.map(
      ({ fullName, failureMessages }) =>
        `FAILED  ${fullName}\n        ${failureMessages[0]?.split('\n')[0] ?? ''}`,
    ),
    `${numPassedTests} passed, ${numFailedTests} failed against the production service.`,
    success
      ? 'The WebContainer runtime keeps its contract there.'
      : 'The WebContainer runtime does not keep its contract there.',
  ].join('\n');
}
