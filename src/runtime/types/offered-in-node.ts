/**
 * What of Node's API the editor knows: what the sandbox offers (`../embedded/sandbox/builtins.ts`), so that a lab
 * finished in the editor runs in every runtime. Types come along where a declaration named here uses them.
 */

/** Modules without the `node:` prefix, and the names they offer; `'all'` where the declarations have little else. */
export const NODE_MODULES: Readonly<Record<string, 'all' | readonly string[]>> = {
  assert: 'all',
  'assert/strict': 'all',
  async_hooks: ['AsyncLocalStorage', 'AsyncResource', 'executionAsyncId'],
  buffer: ['Buffer', 'Blob', 'File', 'atob', 'btoa', 'constants', 'kMaxLength'],
  crypto: names(
    'createHash createHmac getHashes getRandomValues hash randomBytes randomFillSync randomInt randomUUID subtle timingSafeEqual webcrypto',
  ),
  events: 'all',
  fs: names(
    `access accessSync appendFile appendFileSync constants existsSync mkdir mkdirSync promises readFile readFileSync
    readdir readdirSync rm rmSync stat statSync unlink unlinkSync writeFile writeFileSync`,
  ),
  'fs/promises': names('access appendFile constants mkdir readFile readdir rm stat unlink writeFile'),
  http: names(
    `Agent AgentOptions ClientRequest ClientRequestArgs IncomingHttpHeaders IncomingMessage METHODS
    OutgoingHttpHeader OutgoingHttpHeaders RequestListener RequestOptions STATUS_CODES Server ServerOptions ServerResponse
    createServer get globalAgent maxHeaderSize request`,
  ),
  module: ['builtinModules', 'isBuiltin', 'register', 'syncBuiltinESMExports'],
  net: ['AddressInfo'],
  os: names(
    `EOL arch availableParallelism cpus devNull endianness freemem homedir hostname loadavg machine
    networkInterfaces platform release tmpdir totalmem type uptime userInfo version`,
  ),
  path: 'all',
  'path/posix': 'all',
  perf_hooks: names(
    'performance Performance PerformanceEntry PerformanceMark PerformanceMeasure PerformanceObserver',
  ),
  process: 'all',
  stream: names('Stream Readable Writable Duplex Transform PassThrough pipeline finished promises'),
  'stream/promises': names('finished pipeline'),
  timers: 'all',
  'timers/promises': 'all',
  url: names(
    'URL URLSearchParams domainToASCII fileURLToPath format parse pathToFileURL resolve urlToHttpOptions',
  ),
  util: names(
    `TextDecoder TextEncoder InspectOptions callbackify debug debuglog deprecate format formatWithOptions inherits inspect
    isArray isDeepStrictEqual promisify stripVTControlCharacters styleText toUSVString types`,
  ),
};

/** Global names beside those of the language itself. */
export const NODE_GLOBALS: readonly string[] = names(
  `AbortController AbortSignal Blob BroadcastChannel Buffer BufferEncoding ByteLengthQueuingStrategy CompressionStream
  CountQueuingStrategy Crypto CryptoKey CustomEvent DOMException DecompressionStream Event EventTarget File FormData
  Headers HeadersInit MessageChannel MessageEvent MessagePort NodeJS Performance PerformanceEntry PerformanceMark
  PerformanceMeasure ReadableStream ReadableStreamDefaultReader Request RequestInfo RequestInit Response ResponseInit
  SubtleCrypto TextDecoder TextDecoderStream TextEncoder TextEncoderStream TransformStream URL URLPattern URLSearchParams
  WritableStream atob btoa clearImmediate clearInterval clearTimeout console crypto fetch global navigator performance
  process queueMicrotask setImmediate setInterval setTimeout structuredClone ImportMeta ErrorConstructor Error Console
  RelativeIndexable Disposable AsyncDisposable CallSite`,
);

/**
 * Modules whose declarations come along where an offered one uses them. What names others gets the type `any`, which is
 * harmless as the type of a property, but not in an `extends`.
 */
export const NODE_MODULES_BESIDE: readonly string[] = [
  'stream/web',
  'util/types',
  'string_decoder',
  'console',
  'dns',
  'tty',
  'stream/iter',
  'tls',
  'dgram',
];

function names(list: string): readonly string[] {
  return list.split(/\s+/);
}
