/** The texts of `--help`. */

const CONFIG_OPTIONS = `  --config URI          the configuration, YAML: a FILE, file:FILE, env:NAME (of a variable that holds it) or
                        yaml:TEXT, such as "yaml:processors::batch::timeout: 2s". Given several times, later ones are
                        merged over earlier ones: maps are joined, lists and values replaced.
  --set KEY=VALUE       one value more, over all the others: --set processors.batch.timeout=2s
  --feature-gates LIST  names of feature gates, separated by commas, "-" before those to be turned off:
                        --feature-gates service.profilesSupport`;

export const USAGE = `Usage:
  npm run collector -- run --config URI …       listens on the configured ports until it is interrupted
  npm run collector -- validate --config URI …  prints what is wrong with a configuration; exit code 1 if anything is
  npm run collector -- replay --config URI … --traces FILE --out DIR
                                                feeds recorded telemetry through it on a virtual clock
  npm run collector -- components               lists what is implemented, as YAML
  npm run collector -- schema                   prints the JSON Schema of configurations, for editors
  npm run collector -- --version
  npm run collector -- COMMAND --help           tells the options of a command`;

const RUN = `Usage: npm run collector -- run --config URI [--config URI …] [options]

Listens on the configured ports until SIGINT or SIGTERM; then receivers stop, and everything held is handed on before it ends.

${CONFIG_OPTIONS}
  --out FILE            where the exporters trace_store, metric_store, log_store and profile_store write what they get, as
                        lines of OTLP/JSON
  --fault RECEIVER=FAULT
                        has a receiver fail on purpose, all the time or for a number of requests:
                          otlp=status=503,count=3         refuses with 400, 429 or 503
                          otlp=status=429,retry-after=2   and says for how many seconds to wait
                          otlp=drop                       ends the connection without an answer
                          otlp=slow=500                   answers 500 ms late
                          otlp=partial=3,message=too old  takes the data and says that 3 items were rejected`;

const VALIDATE = `Usage: npm run collector -- validate --config URI [--config URI …] [options]

Prints what is wrong with a configuration, one error a line, and ends with 1 if anything is.

${CONFIG_OPTIONS}`;

const REPLAY = `Usage: npm run collector -- replay --config URI [--config URI …] [options] --out DIR
       with at least one of --traces FILE, --metrics FILE, --logs FILE, --profiles FILE

Feeds recorded telemetry through the pipelines of a configuration on a virtual clock, which jumps from timer to timer
instead of waiting, and writes down what every exporter was handed. No port is opened and nobody is contacted: what
exporters send is answered with success. The same input gives the same output.

Input: lines of OTLP/JSON, one ExportTraceServiceRequest, ExportMetricsServiceRequest, … (or TracesData, MetricsData, …)
on each, as the collector's file exporter writes them. Each line goes to every pipeline of its signal that has a receiver.
A line may say when it arrives, counted from the start: {"at": "1.5s", "resourceSpans": […]}. A line that doesn't arrives
with the line before it, the first line at the start.

Output: DIR/EXPORTER.SIGNAL.jsonl for every exporter of every pipeline, lines of OTLP/JSON, one for each delivery; "/" in
an exporter's id becomes "_": DIR/otlp_http_backup.traces.jsonl. Files are written at the end, so that whatever goes wrong
before leaves what was there.

${CONFIG_OPTIONS}
  --traces FILE         spans; may be given several times, as the following three
  --metrics FILE        metrics
  --logs FILE           log records
  --profiles FILE       profiles
  --out DIR             where the output is written; made where it doesn't exist
  --until DURATION      when the collector is told to shut down, counted from the start: "60s". Lines that arrive later
                        are left out. Default: a minute after the last line, and later while something is held.
                        Shutting down hands on what is held then.
  --start TIME          what the clock says at the start: 2026-01-01T00:00:00Z, or ns since 1970. Default: the earliest
                        time in the data
  --seed NUMBER         of all random choices; default 1`;

const COMPONENTS = `Usage: npm run collector -- components

Lists what is implemented, as YAML, in the form of the collector's own command.`;

const SCHEMA = `Usage: npm run collector -- schema

Prints the JSON Schema (draft 2020-12) of a whole configuration, derived from the schemas of all components. An editor with
a YAML language server completes and explains keys with it: put it in a file, and in the first line of the configuration
  # yaml-language-server: $schema=./collector.schema.json`;

/** What `COMMAND --help` prints. */
export const COMMAND_USAGE = {
  run: RUN,
  validate: VALIDATE,
  replay: REPLAY,
  components: COMPONENTS,
  schema: SCHEMA,
} as const;
