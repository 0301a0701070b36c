/** The value of `grpc-message` ("gRPC over HTTP2", Status-Message): printable ASCII, all else percent-encoded. */
export function encodeStatusMessage(text: string): string {
  let encoded = '';
  for (const byte of Buffer.from(text, 'utf8')) {
    const plain = byte >= 0x20 && byte <= 0x7e && byte !== 0x25;
    encoded += plain ? String.fromCharCode(byte) : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return encoded;
}

/** What isn't a percent-encoding is taken as it stands. */
export function decodeStatusMessage(value: string): string {
  const bytes: number[] = [];
  const raw = Buffer.from(value, 'latin1');
  for (let at = 0; at < raw.length; at += 1) {
    const hex = raw.toString('latin1', at + 1, at + 3);
    if (raw[at] === 0x25 && /^[0-9A-Fa-f]{2}$/.test(hex)) {
      bytes.push(Number.parseInt(hex, 16));
      at += 2;
    } else {
      bytes.push(raw[at] ?? 0);
    }
  }
  return Buffer.from(bytes).toString('utf8');
}
