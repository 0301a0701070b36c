/**
 * The sandbox's document. It has an opaque origin and may load nothing: what learners' code gets hold of in there leads
 * nowhere. Its script only starts and ends workers; page and worker talk over a port of their own.
 */

/** The only script in the document, for the `script-src` hash of pages that have a Content-Security-Policy. */
export const FRAME_SCRIPT = `
addEventListener('message', (first) => {
  if (first.source !== parent) return;
  const { bootCode } = first.data;
  let pack;
  const page = first.ports[0];
  const boot = URL.createObjectURL(new Blob([bootCode], { type: 'text/javascript' }));
  const workers = new Map();
  const fail = (id, reason) => page.postMessage({ type: 'failed', id, reason });
  page.onmessage = ({ data, ports }) => {
    if (data.type === 'pack') pack = data.pack;
    else if (data.type === 'spawn') {
      try {
        const worker = new Worker(boot, { name: 'lab' });
        worker.onerror = (event) => { event.preventDefault(); fail(data.id, event.message || 'the worker did not load'); };
        worker.postMessage({ pack, preload: data.preload }, [ports[0]]);
        workers.set(data.id, worker);
      } catch (error) {
        fail(data.id, String(error));
      }
    } else {
      workers.get(data.id)?.terminate();
      workers.delete(data.id);
      page.postMessage({ type: 'killed', id: data.id });
    }
  };
  page.postMessage({ type: 'ready' });
}, { once: true });
`;

const POLICY = [
  "default-src 'none'",
  "script-src 'unsafe-inline' 'wasm-unsafe-eval' blob:",
  'worker-src blob:',
  "connect-src 'none'",
].join('; ');

export const FRAME_DOCUMENT = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><script>${FRAME_SCRIPT}</script>`;
