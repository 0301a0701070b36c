import { spawn } from 'node:child_process';
import { repositoryRoot } from '../repository-root.ts';
import type { RepositoryCheck } from './check.ts';

/** A check done by a tool of node_modules: its output is the problem when it exits with anything but 0. */
export function toolCheck(name: string, script: string, args: readonly string[]): RepositoryCheck {
  return {
    name,
    run: () =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [script, ...args], {
          cwd: repositoryRoot,
          env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1' },
        });
        let output = '';
        child.stdout.on('data', (chunk) => {
          output += chunk;
        });
        child.stderr.on('data', (chunk) => {
          output += chunk;
        });
        child.on('error', (error) => resolve([`${script}: ${error.message}`]));
        child.on('close', (code) => resolve(code === 0 ? [] : [output.trim() || `exit code ${code}`]));
      }),
  };
}
