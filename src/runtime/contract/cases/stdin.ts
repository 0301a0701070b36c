/** What programs read from their standard input. */
import type { ContractCase } from '../contract-case.ts';

export const stdin: readonly ContractCase[] = [
  {
    name: 'reads its standard input to the end',
    main: `let text = '';
for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
console.log(JSON.stringify(text));`,
    stdin: 'first line\nzweite Zeile ✓\n',
    expected: { stdout: ['"first line\\nzweite Zeile ✓\\n"'] },
  },
  {
    name: 'reads its standard input by events, as bytes',
    main: `const chunks: Buffer[] = [];
process.stdin.on('data', (chunk) => chunks.push(chunk));
process.stdin.on('end', () => console.log(Buffer.concat(chunks).toString('hex')));`,
    stdin: 'a✓',
    expected: { stdout: ['61e29c93'] },
  },
  {
    name: 'finds its standard input empty where it is given none',
    main: `let chunks = 0;
for await (const _chunk of process.stdin) chunks++;
console.log(chunks);`,
    expected: { stdout: ['0'] },
  },
  {
    name: 'is not kept running by an input it does not read',
    main: `console.log(process.stdin.fd, typeof process.stdin.on);`,
    stdin: 'unread',
    expected: { stdout: ['0 function'] },
  },
];
