import { crc32 } from '../../../../otlp/checksums.ts';
import { compareCodePoints } from './compare-code-points.ts';

const POSITIONS = 131_071;
/** Points on the ring for each endpoint. */
const POINTS = 200;
/** How far a point may move on when its position is taken; one that finds none is left out. */
const LONGEST_MOVE = 10;

const utf8 = new TextEncoder();

interface Point {
  position: number;
  readonly hash: number;
  readonly endpoint: string;
}

/** A consistent hash ring: a key belongs to the endpoint of the next point on it (contrib loadbalancingexporter). */
export class HashRing {
  readonly #positions: Uint32Array;
  readonly #endpoints: readonly string[];

  constructor(endpoints: readonly string[]) {
    const points = placed(endpoints.flatMap(pointsOf));
    this.#positions = Uint32Array.from(points, ({ position }) => position);
    this.#endpoints = points.map(({ endpoint }) => endpoint);
  }

  /** The endpoint for a key with this CRC-32; '' where there are no endpoints. */
  endpointFor(hash: number): string {
    const position = hash % POSITIONS;
    let low = 0;
    let high = this.#positions.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#positions[middle] ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return this.#endpoints[low] ?? this.#endpoints[0] ?? '';
  }

  equals(other: HashRing): boolean {
    return (
      this.#positions.length === other.#positions.length &&
      this.#positions.every((position, index) => position === other.#positions[index]) &&
      this.#endpoints.every((endpoint, index) => endpoint === other.#endpoints[index])
    );
  }
}

function pointsOf(endpoint: string): Point[] {
  const name = crc32(0, utf8.encode(endpoint));
  const number = new Uint8Array(4);
  const view = new DataView(number.buffer);
  return Array.from({ length: POINTS }, (_, index) => {
    view.setUint32(0, index, true);
    const hash = crc32(name, number);
    return { position: hash % POSITIONS, hash, endpoint };
  });
}

/** The points in the order of the ring, no two at the same position. */
function placed(points: Point[]): Point[] {
  points.sort(
    (a, b) => a.position - b.position || a.hash - b.hash || compareCodePoints(a.endpoint, b.endpoint),
  );
  const taken = new Set<number>();
  const free = points.filter((point) => {
    for (let moved = 0; moved < LONGEST_MOVE; moved += 1) {
      if (!taken.has(point.position)) {
        taken.add(point.position);
        return true;
      }
      point.position = (point.position + 1) % POSITIONS;
    }
    return false;
  });
  return free.sort((a, b) => a.position - b.position);
}
