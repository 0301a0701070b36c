import { expect, it } from 'vitest';
import { reportText } from './report-text.ts';

const passed = { status: 'passed', fullName: 'a program ends', failureMessages: [] };

it('counts, and names what failed with the first line of why', () => {
  const failed = { status: 'failed', fullName: 'a program stops', failureMessages: ['Error: late\n  at x'] };
  const text = reportText({
    success: false,
    numPassedTests: 1,
    numFailedTests: 1,
    testResults: [{ message: '', assertionResults: [passed, failed] }],
  });
  expect(text.split('\n')).toEqual([
    'FAILED  a program stops',
    '        Error: late',
    '1 passed, 1 failed against the production service.',
    'The WebContainer runtime does not keep its contract there.',
  ]);
});

it('does not take a suite that broke for one that passed', () => {
  const text = reportText({
    success: false,
    numPassedTests: 0,
    numFailedTests: 0,
    testResults: [{ message: 'The browser did not start\n…', assertionResults: [] }],
  });
  expect(text).toContain('The suite broke: The browser did not start');
  expect(text).toContain('does not keep');
});
