import {
  boolean,
  type ConfigOf,
  componentId,
  duration,
  type Finding,
  field,
  integer,
  map,
  pointer,
  type StructOf,
  string,
  struct,
} from '../../../config/schema.ts';
import { clientTlsFindings, clientTlsSchema } from '../../exporters/exporter-helper/client-tls-config.ts';
import { isInstanceUid } from './instance-uid.ts';

const NO_ENDPOINT = 'opamp server endpoint must be provided';
const NEGATIVE_INTERVAL = 'polling interval must be 0 or greater';
const RESTARTS =
  'extension.opampextension.RemoteRestarts feature gate must be enabled to use the accepts_restart_command capability';

const clientFields = {
  endpoint: field(string(), 'The URL of the server; needed.'),
  tls: field(clientTlsSchema, 'TLS of the connection.'),
  headers: field(
    map(string('', 'configopaque.String')),
    'Headers sent with the first request of a connection, and with every request over HTTP.',
  ),
  auth: field(componentId, 'The extension that adds credentials to requests.'),
};

const httpFields = {
  ...clientFields,
  polling_interval: field(duration(0n), 'How often the server is asked for news. 0 is 30s.'),
};

const wsSchema = struct('opampextension.commonFields', clientFields, {
  validate: (config) => [...clientFindings(config), ...clientTlsFindings(config.tls, [])],
});

const httpSchema = struct('opampextension.httpFields', httpFields, {
  validate: (config) => httpFindings(config),
});

const serverSchema = struct('opampextension.OpAMPServer', {
  ws: field(pointer(wsSchema), 'A server that is talked to over a WebSocket.'),
  http: field(pointer(httpSchema), 'A server that is polled over HTTP.'),
});

const fields = {
  server: field(serverSchema, 'The OpAMP server: one of ws and http.', {
    level: 'ignored',
    reason: 'the OpAMP client isn’t here yet, and the server is not contacted',
  }),
  instance_uid: field(string(), 'The collector’s id for the server: a UUID. Default: one made at the start.'),
  capabilities: field(
    struct('opampextension.Capabilities', {
      reports_effective_config: field(
        boolean(true),
        'Whether the server is told the configuration in effect.',
      ),
      reports_health: field(boolean(true), 'Whether the server is told how the components are.'),
      reports_available_components: field(
        boolean(true),
        'Whether the server is told which components there are.',
      ),
      accepts_restart_command: field(
        boolean(false),
        'Whether the server may have the collector restarted; behind a feature gate.',
      ),
    }),
    'What the collector and the server may do for each other.',
  ),
  agent_description: field(
    struct('opampextension.AgentDescription', {
      non_identifying_attributes: field(map(string()), 'Attributes that tell the server more.'),
      include_resource_attributes: field(
        boolean(false),
        'Whether the attributes of the collector’s own telemetry are among them.',
      ),
    }),
    'What the server is told about the collector.',
  ),
  ppid: field(integer('int32', 0), 'The process without which the collector stops. 0 is none.'),
  ppid_poll_interval: field(duration(5_000_000_000n), 'How often it is looked for.'),
};

export const opampSchema = struct('opampextension.Config', fields, {
  validate(config): readonly Finding[] {
    const finding = problem(config);
    return finding === undefined ? [] : [finding];
  },
});

export type OpampConfig = ConfigOf<typeof opampSchema>;

/** The collector stops at the first problem, in this order. */
function problem(config: StructOf<typeof fields>): Finding | undefined {
  const { ws, http } = config.server;
  if (config.capabilities.accepts_restart_command) {
    return { message: RESTARTS, at: ['capabilities', 'accepts_restart_command'] };
  }
  if (ws === undefined && http === undefined) {
    return { message: 'opamp server must have at least ws or http set', at: ['server'] };
  }
  if (ws !== undefined && http !== undefined) {
    return { message: 'opamp server must have only ws or http set', at: ['server'] };
  }
  const key = ws === undefined ? 'http' : 'ws';
  const [below] = http === undefined ? clientFindings(ws ?? { endpoint: '' }) : httpFindings(http);
  if (below !== undefined) return { message: below.message, at: ['server', key] };
  if (config.instance_uid === '' || isInstanceUid(config.instance_uid)) return undefined;
  return { message: 'opamp instance_uid is invalid', at: ['instance_uid'] };
}

function clientFindings({ endpoint }: { readonly endpoint: string }): readonly Finding[] {
  return endpoint === '' ? [{ message: NO_ENDPOINT, at: ['endpoint'] }] : [];
}

function httpFindings(config: {
  readonly endpoint: string;
  readonly polling_interval: bigint;
}): readonly Finding[] {
  const found = clientFindings(config);
  if (found.length > 0 || config.polling_interval >= 0n) return found;
  return [{ message: NEGATIVE_INTERVAL, at: ['polling_interval'] }];
}
