import { boolean, duration, type Finding, field, list, string, struct } from '../../../config/schema.ts';

const opaque = string('', 'configopaque.String');

const CERTIFICATES = {
  level: 'refused',
  reason: 'the host decides which certificates are trusted and shown',
} as const;

const HANDSHAKE = {
  level: 'ignored',
  reason: 'the handshake is the host’s; the data is the same without it',
} as const;

const tpmSchema = struct('configtls.TPMConfig', {
  auth: field(string(), 'The password of the key.'),
  enabled: field(boolean(false), 'Whether the key is in a trusted platform module.'),
  owner_auth: field(string(), 'The password of the module’s owner.'),
  path: field(string(), 'The module’s device or socket.'),
});

/** TLS of a client (core config/configtls). */
export const clientTlsSchema = struct('configtls.ClientConfig', {
  ca_file: field(string(), 'Path to the certificate authority the server is verified by.', CERTIFICATES),
  ca_pem: field(opaque, 'That certificate authority itself, PEM.', CERTIFICATES),
  cert_file: field(string(), 'Path to the client’s certificate.', CERTIFICATES),
  cert_pem: field(opaque, 'The client’s certificate itself, PEM.', CERTIFICATES),
  cipher_suites: field(list(string()), 'The cipher suites offered.', HANDSHAKE),
  curve_preferences: field(list(string()), 'Elliptic curves in the order of preference.', HANDSHAKE),
  include_insecure_cipher_suites: field(
    boolean(false),
    'Whether cipher suites known as weak may be offered.',
    HANDSHAKE,
  ),
  include_system_ca_certs_pool: field(
    boolean(false),
    'Whether the system’s authorities are trusted besides the one given.',
    HANDSHAKE,
  ),
  key_file: field(string(), 'Path to the client’s key.', CERTIFICATES),
  key_pem: field(opaque, 'The client’s key itself, PEM.', CERTIFICATES),
  max_version: field(string(), 'The newest TLS version offered.', HANDSHAKE),
  min_version: field(string(), 'The oldest TLS version offered. Default: 1.2.', HANDSHAKE),
  reload_interval: field(duration(0n), 'How often certificates are read again. 0 means never.', HANDSHAKE),
  tpm: field(tpmSchema, 'A trusted platform module that keeps the key.', CERTIFICATES),
  insecure: field(
    boolean(false),
    'gRPC: whether the connection is made without TLS. Over HTTP the scheme of the URL says so.',
  ),
  insecure_skip_verify: field(
    boolean(false),
    'Whether any certificate of the server is accepted.',
    CERTIFICATES,
  ),
  server_name_override: field(string(), 'The server’s name in its certificate.', CERTIFICATES),
});

const VERSIONS = ['1.0', '1.1', '1.2', '1.3'];

/**
 * What the collector objects to in the section of a client whose struct is printed as `part`: twice, as it looks at
 * the embedded struct again.
 */
export function clientTlsFindings(
  tls: {
    readonly ca_file: string;
    readonly ca_pem: string;
    readonly cert_file: string;
    readonly cert_pem: string;
    readonly key_file: string;
    readonly key_pem: string;
    readonly min_version: string;
    readonly max_version: string;
  },
  part: readonly string[],
): Finding[] {
  const found = objection(tls);
  if (found === undefined) return [];
  const finding = { message: found.message, at: ['tls', found.key] };
  return [
    { ...finding, part: [...part, 'tls'] },
    { ...finding, part: [...part, 'tls', 'config'] },
  ];
}

function objection(
  tls: Parameters<typeof clientTlsFindings>[0],
): { readonly key: string; readonly message: string } | undefined {
  if (tls.ca_file !== '' && tls.ca_pem !== '') {
    return { key: 'ca_pem', message: 'provide either a CA file or the PEM-encoded string, but not both' };
  }
  if (tls.cert_file !== '' && tls.cert_pem !== '') {
    return { key: 'cert_pem', message: 'provide either certificate file or PEM, but not both' };
  }
  if (tls.key_file !== '' && tls.key_pem !== '') {
    return { key: 'key_pem', message: 'provide either key file or PEM, but not both' };
  }
  const certificate = tls.cert_file + tls.cert_pem !== '';
  if (certificate !== (tls.key_file + tls.key_pem !== '')) {
    const key = certificate ? 'cert_file' : 'key_file';
    const message =
      'TLS configuration must include both certificate and key (CertFile/CertPem and KeyFile/KeyPem)';
    return { key, message };
  }
  for (const key of ['min_version', 'max_version'] as const) {
    if (tls[key] === '' || VERSIONS.includes(tls[key])) continue;
    return { key, message: `invalid TLS ${key}: unsupported TLS version: ${JSON.stringify(tls[key])}` };
  }
  if (tls.max_version === '' || tls.max_version >= (tls.min_version || '1.2')) return undefined;
  const message = 'invalid TLS configuration: min_version cannot be greater than max_version';
  return { key: 'max_version', message };
}
