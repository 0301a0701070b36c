import type { ComponentKind } from './component.ts';

/**
 * The component types of collector contrib v0.162 (core included), by kind and written without underscores, so that
 * old spellings (`tailsampling`) and today's (`tail_sampling`) are found alike. With it, a type that is merely not
 * implemented here is told apart from a typing error.
 */
const TYPES: Readonly<Record<ComponentKind, string>> = {
  receiver: `activedirectoryds activedirectoryinv aerospike apache apachespark awscloudwatch awscontainerinsight
    awscontainerinsightreceiver awsecscontainermetrics awsfirehose awslambda awss3 awsxray azureblob azureeventhub
    azurefunctions azuremonitor carbon chrony ciscoos cloudflare cloudfoundry collectd couchdb datadog dnscheck
    dockerstats elasticsearch envoyals expvar faro filelog filestats flinkmetrics fluentforward github gitlab
    googlecloudmonitoring googlecloudpubsub googlecloudpubsubpush googlecloudspanner haproxy hostmetrics httpcheck
    huaweicloudces icmpcheck icmpcheckreceiver iis influxdb jaeger journald k8scluster k8sevents k8sobjects kafka
    kafkametrics kubeletstats libhoney loki macosunifiedlogging memcached mongodb mongodbatlas mysql namedpipe netflow
    nginx nop nsxt ntp oracledb osquery otelarrow otlp otlpjsonfile podman podmanstats postgresql pprof prometheus
    prometheusremotewrite prometheussimple pulsar purefa purefb rabbitmq receivercreator redfish redis riak saphana
    signalfx simpleprometheus skywalking snmp snowflake solace splunkenterprise splunkhec sqlquery sqlserver sshcheck
    statsd stef syslog systemd tcpcheck tcplog tlscheck udplog vcenter vcr webhookevent windowseventlog
    windowsperfcounters windowsservice yanggrpc zipkin zookeeper`,
  processor: `adaptivetailsampling attributes awsecsattributes batch cardinalityguardian coralogix cumulativetodelta
    deltatocumulative deltatorate drain dynamicsampling filter genainormalizer geoip groupbyattrs groupbytrace interval
    isolationforest k8sattributes logdedup logstransform lookup memorylimiter metricsgeneration
    experimentalmetricsgeneration metricstarttime metricstransform probabilisticsampler queuebatch redaction remotetap
    resource resourcedetection rollingspanlatency schema signing span spanpruning sumologic tailsampling telemetrypolicy
    transform unroll`,
  exporter: `alertmanager alibabacloudlogservice awscloudwatchlogs awsemf awskinesis awss3 awsxray azureblob
    azuredataexplorer azuremonitor bmchelix cassandra clickhouse coralogix datadog dataset debug doris elasticsearch faro
    file googlecloud googlecloudpubsub googlecloudstorage googlemanagedprometheus honeycombmarker influxdb kafka
    loadbalancing logicmonitor logzio nats nop opensearch otelarrow otlp otlpgrpc otlphttp prometheus
    prometheusremotewrite pulsar rabbitmq sematext sentry signalfx splunkhec stef sumologic syslog tencentcloudlogservice
    tinybird zipkin`,
  connector: `count datadog exceptions failover forward grafanacloud metricsaslogs otlpjson roundrobin routing
    servicegraph signaltometrics slowsql spanmetrics sum`,
  extension: `ack asapauth asapclient avrologencoding awscloudwatchmetricstreamsencoding awslogsencoding awsproxy
    azureauth azureencoding basicauth bearertokenauth cfgardenobserver cgroupruntime datadog dbstorage dockerobserver
    ecsobserver ecstaskobserver filestorage filetelemetrypolicy googleclientauth googlecloudlogentryencoding
    headerssetter healthcheck healthcheckv2 hostobserver httpforwarder jaegerencoding jaegerremotesampling
    jsonlogencoding k8sleaderelector k8sobserver mcp memorylimiter oauth2client oauth2clientauth oidc oidcauth opamp
    otlpencoding pprof redisstorage remotetap sdnotify sigv4auth skywalkingencoding solarwindsapmsettings sumologic
    textencoding zipkinencoding zpages`,
};

const known = Object.fromEntries(
  Object.entries(TYPES).map(([kind, words]) => [kind, new Set(words.split(/\s+/))]),
) as unknown as Readonly<Record<ComponentKind, ReadonlySet<string>>>;

/** Whether collector contrib v0.162 has a component of this kind and type. */
export function isKnownType(kind: ComponentKind, type: string): boolean {
  return known[kind].has(type.replaceAll('_', ''));
}
