/** The words in which browsers, V8 and the engine say that memory has run out; none of a learner's making. */
const SIGNS = [
  /\bFATAL ERROR: .*(?:heap limit|out of memory|Allocation failed)/i,
  /\bWebAssembly\.(?:Memory|Instance|instantiate)\b.*(?:memory|allocat)/i,
  /\bcannot allocate Wasm memory/i,
  /\bout of memory\b.*\b(?:wasm|WebAssembly|instance)\b/i,
];

export function saysOutOfMemory(text: string): boolean {
  return SIGNS.some((sign) => sign.test(text));
}
