/** How a page is compressed; '' where the client refuses everything there is. */
export type PageEncoding = 'identity' | 'gzip' | '';

const OFFERS = ['identity', 'gzip'] as const;

/** Chooses by the Accept-Encoding header; no compression where it says nothing. */
export function negotiateEncoding(header: string): PageEncoding {
  const wanted = header.split(',').map((part) => {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim().toLowerCase());
    const quality = parameters.find((each) => each.startsWith('q='))?.slice(2);
    return { name, quality: quality === undefined ? 1 : Number(quality) };
  });
  let best: PageEncoding = 'identity';
  let bestQuality = -1;
  for (const offer of OFFERS) {
    for (const { name, quality } of wanted) {
      if (quality <= bestQuality || (name !== '*' && name !== offer)) continue;
      bestQuality = quality;
      best = offer;
    }
  }
  return bestQuality === 0 ? '' : best;
}
