import { setTimeout as sleep } from 'node:timers/promises';

/** Stands for a slow call, say to a database. How long it takes is drawn anew for every run. */
export async function work(): Promise<string> {
  const ms = Number(process.env['WORK_MS'] ?? 30);
  await sleep(ms);
  return `worked for ${ms} ms`;
}
