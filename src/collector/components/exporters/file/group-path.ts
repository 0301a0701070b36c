/** Where the data of a group is written: the path with the group in the place of `*`, never outside of what is before it. */
export function groupPath(path: string, group: string): string {
  const star = path.indexOf('*');
  const prefix = cleanPrefix(path.slice(0, star));
  const suffix = path.slice(star + 1);
  const segment = group.startsWith('./') ? group.slice(1) : group.startsWith('../') ? group.slice(2) : group;
  const whole = clean(prefix + segment + suffix);
  if (whole.startsWith(prefix)) return whole;
  return clean(`${prefix}/${clean(`/${segment}${suffix}`)}`);
}

function cleanPrefix(prefix: string): string {
  const cleaned = clean(prefix);
  return prefix.endsWith('/') && !cleaned.endsWith('/') ? `${cleaned}/` : cleaned;
}

/** The shortest path that means the same (Go's path.Clean). */
export function clean(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push('..');
  }
  return (rooted ? '/' : '') + kept.join('/') || '.';
}
