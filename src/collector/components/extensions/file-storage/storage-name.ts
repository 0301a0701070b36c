/** The file of an owner: characters that paths might not take are written as their numbers. */
export function storageName(owner: string): string {
  return Array.from(owner, (char) => (/[A-Za-z0-9._-]/.test(char) ? char : `~${codeOf(char)}`)).join('');
}

function codeOf(char: string): string {
  return (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
