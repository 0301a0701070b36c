import { CONTRIB_VERSION } from '../../../pipeline/version.ts';

/** What exporters call themselves; the platform is that of the collector's images. */
export const USER_AGENT = `OpenTelemetry Collector Contrib/${CONTRIB_VERSION} (linux/amd64)`;
