/** A test whether a text fits a pattern, in which "*" stands for any characters and "?" for one. */
export function wildcardPattern(pattern: string): (text: string) => boolean {
  if (!/[*?]/.test(pattern)) return (text) => text === pattern;
  const wanted = [...pattern];
  return (text) => fits(wanted, [...text]);
}

/** Goes back to the last "*" only, so that no pattern takes long. */
function fits(wanted: readonly string[], text: readonly string[]): boolean {
  let at = 0;
  let star = -1;
  let starText = 0;
  for (let index = 0; index < text.length; ) {
    const char = wanted[at];
    if (char === '*') {
      star = at;
      starText = index;
      at += 1;
    } else if (char === '?' || (char !== undefined && char === text[index])) {
      at += 1;
      index += 1;
    } else if (star >= 0) {
      starText += 1;
      index = starText;
      at = star + 1;
    } else {
      return false;
    }
  }
  return wanted.slice(at).every((char) => char === '*');
}
