/** Scripts that try every way out, and say of each: "refused", or what they reached. For tests. */

/** How long an attempt may take until it counts as refused; what is refused is so at once, or never answers. */
const PATIENCE_MS = 1_500;

const ATTEMPT = `
const tried = {};
async function attempt(name, action) {
  let timer;
  try {
    const late = new Promise((_, reject) => { timer = setTimeout(reject, ${PATIENCE_MS}, new Error('no answer')); });
    const value = await Promise.race([action(), late]);
    tried[name] = 'REACHED ' + String(value);
  } catch {
    tried[name] = 'refused';
  }
  clearTimeout(timer);
}
const event = (target, good, bad) => new Promise((resolve, reject) => {
  target['on' + good] = () => resolve(good);
  target['on' + bad] = () => reject(new Error(bad));
});
const request = (open) => new Promise((resolve, reject) => {
  const asked = open();
  asked.onsuccess = () => resolve('opened');
  asked.onerror = () => reject(asked.error);
  asked.onblocked = reject;
});`;

/** The boot script of a worker; posts its findings on the port it is given. */
export function workerAttempts(origin: string): string {
  return `${ATTEMPT}
const origin = ${JSON.stringify(origin)};
const nested = (code) => new Promise((resolve, reject) => {
  const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })));
  worker.onmessage = ({ data }) => data === 'refused' ? reject(new Error(data)) : resolve(data);
  worker.onerror = reject;
});
addEventListener('message', async ({ ports: [port] }) => {
  await Promise.all([
    attempt('opaque origin', async () => { if (self.origin === 'null') throw new Error('opaque'); return self.origin; }),
    attempt('fetch', () => fetch(origin)),
    attempt('fetch without CORS', () => fetch(origin, { mode: 'no-cors' })),
    attempt('fetch of the prototype', () => WorkerGlobalScope.prototype.fetch.call(self, origin)),
    attempt('fetch to be kept alive', () => fetch(origin, { keepalive: true, mode: 'no-cors', method: 'POST', body: 'x' })),
    attempt('fetch by address', () => fetch(origin.replace('localhost', '127.0.0.1'))),
    attempt('XMLHttpRequest', () => { const xhr = new XMLHttpRequest(); const done = event(xhr, 'load', 'error'); xhr.open('GET', origin); xhr.send(); return done; }),
    attempt('synchronous XMLHttpRequest', async () => { const xhr = new XMLHttpRequest(); xhr.open('GET', origin, false); xhr.send(); return xhr.status; }),
    attempt('WebSocket', () => event(new WebSocket(origin.replace('http', 'ws')), 'open', 'error')),
    attempt('EventSource', () => event(new EventSource(origin), 'open', 'error')),
    attempt('WebTransport', () => new WebTransport(origin.replace('http', 'https')).ready),
    attempt('importScripts', async () => importScripts(origin)),
    attempt('import', () => import(origin + 'assets/x.js')),
    attempt('import of data', () => import('data:text/javascript,export default 1')),
    attempt('worker by URL', () => event(new Worker(origin + 'worker.js'), 'message', 'error')),
    attempt('nested worker', () => nested('fetch(' + JSON.stringify(origin) + ').then(() => postMessage("reached"), () => postMessage("refused"))')),
    attempt('nested module worker', () => event(new Worker(URL.createObjectURL(new Blob(['import ' + JSON.stringify(origin + 'x.js')], { type: 'text/javascript' })), { type: 'module' }), 'message', 'error')),
    attempt('eval', async () => (0, eval)('1 + 1')),
    attempt('Function', async () => new Function('return 1')()),
    attempt('IndexedDB', () => request(() => indexedDB.open('x'))),
    attempt('caches', async () => { await caches.open('x'); return 'opened'; }),
    attempt('file system', () => navigator.storage.getDirectory()),
    attempt('cookies', () => cookieStore.getAll()),
    attempt('blob of the page', () => fetch('blob:' + origin + '0')),
  ]);
  port.postMessage(tried);
}, { once: true });`;
}

/** A script in the frame's own document; posts its findings to the page. */
export function frameAttempts(origin: string): string {
  return `${ATTEMPT}
const origin = ${JSON.stringify(origin)};
const element = (name, fields) => { const made = Object.assign(document.createElement(name), fields); const done = event(made, 'load', 'error'); document.documentElement.append(made); return done; };
(async () => {
  await Promise.all([
    attempt('fetch', () => fetch(origin, { mode: 'no-cors' })),
    attempt('image', () => element('img', { src: origin + 'image.png' })),
    attempt('script', () => element('script', { src: origin + 'script.js' })),
    attempt('module', () => element('script', { type: 'module', src: origin + 'module.js' })),
    attempt('style', () => element('link', { rel: 'stylesheet', href: origin + 'style.css' })),
    attempt('prefetch', () => element('link', { rel: 'prefetch', href: origin + 'prefetch' })),
    attempt('object', () => element('object', { data: origin + 'object' })),
    attempt('audio', () => { const audio = new Audio(origin + 'audio.mp3'); const done = event(audio, 'canplay', 'error'); audio.load(); return done; }),
    attempt('font', () => new FontFace('x', 'url(' + origin + 'font.woff2)').load()),
    attempt('beacon', async () => { if (!navigator.sendBeacon(origin, 'x')) throw new Error(); await new Promise((resolve) => setTimeout(resolve, 500)); throw new Error('only the log can tell'); }),
    attempt('form', async () => { const form = Object.assign(document.createElement('form'), { action: origin + 'form', method: 'post' }); document.documentElement.append(form); form.submit(); await new Promise((resolve) => setTimeout(resolve, 500)); throw new Error('only the log can tell'); }),
    attempt('window', async () => { const opened = window.open(origin + 'window'); if (opened === null) throw new Error(); return opened; }),
    attempt('parent', async () => parent.document.title),
    attempt('parent storage', async () => parent.localStorage.length),
    attempt('top', async () => { top.location.href = origin + 'top'; await new Promise((resolve) => setTimeout(resolve, 500)); throw new Error('only the log can tell'); }),
    attempt('localStorage', async () => localStorage.length),
    attempt('sessionStorage', async () => sessionStorage.length),
    attempt('cookies', async () => document.cookie),
    attempt('IndexedDB', () => request(() => indexedDB.open('x'))),
    attempt('service worker', () => navigator.serviceWorker.register('sw.js')),
  ]);
  parent.postMessage(tried, '*');
})();`;
}
