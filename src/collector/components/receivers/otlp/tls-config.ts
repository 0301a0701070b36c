import { anyValue, boolean, duration, field, list, string, struct } from '../../../config/schema.ts';

const opaque = string('', 'configopaque.String');

/** TLS of a server (core config/configtls). */
export const tlsSchema = struct('configtls.ServerConfig', {
  client_ca_file: field(string(), 'The certificate authority clients are verified by.'),
  client_ca_file_reload: field(boolean(false), 'Whether that file is read again when it changes.'),
  ca_file: field(string(), 'Path to the certificate authority.'),
  ca_pem: field(opaque, 'The certificate authority itself, PEM.'),
  include_system_ca_certs_pool: field(boolean(false), 'Whether the system’s authorities are trusted too.'),
  cert_file: field(string(), 'Path to the certificate.'),
  cert_pem: field(opaque, 'The certificate itself, PEM.'),
  key_file: field(string(), 'Path to the key.'),
  key_pem: field(opaque, 'The key itself, PEM.'),
  min_version: field(string(), 'The oldest TLS version accepted. Default: 1.2.'),
  max_version: field(string(), 'The newest TLS version accepted.'),
  cipher_suites: field(list(string()), 'The cipher suites accepted.'),
  include_insecure_cipher_suites: field(
    boolean(false),
    'Whether cipher suites known to be weak may be named.',
  ),
  reload_interval: field(duration(0n), 'How often certificates are read again. 0 means never.'),
  curve_preferences: field(list(string()), 'Elliptic curves in the order of preference.'),
  tpm: field(anyValue, 'A trusted platform module that keeps the key.'),
});
