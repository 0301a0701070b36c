import type { ComponentContext, Exporter } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer, SignalData } from '../../../pipeline/consumer.ts';
import { BufferedFile, type FileWriter } from './buffered-file.ts';
import { directoryMode, type FileConfig } from './config.ts';
import { framed } from './framing.ts';
import { GroupedFiles } from './grouped-files.ts';
import { RotatedFile } from './rotated-file.ts';

const DEFAULT_FLUSH_INTERVAL = 1_000_000_000n;

/** Writes data to a file, or to one for each group. All signals of an exporter share its files. */
export function createFileExporter(config: FileConfig, context: ComponentContext): Exporter {
  const format = config.format === 'proto' ? 'proto' : 'json';
  const open = (path: string): Promise<FileWriter> => openWriter(path, config, context);
  const groups = config.group_by.enabled ? new GroupedFiles(config, context, open) : undefined;
  let file: FileWriter | undefined;

  const consumer = <S extends CarriedSignal>(signal: S, grouped: Grouped<S>): Consumer<S> => ({
    mutatesData: false,
    async consume(data) {
      if (groups === undefined) await file?.write(framed(signal, data, format));
      else await grouped(groups, data, (group) => framed(signal, group, format));
      return undefined;
    },
  });

  return {
    traces: consumer('traces', (files, { resourceSpans }, frame) =>
      files.write(resourceSpans, (group) => frame({ resourceSpans: group })),
    ),
    metrics: consumer('metrics', (files, { resourceMetrics }, frame) =>
      files.write(resourceMetrics, (group) => frame({ resourceMetrics: group })),
    ),
    logs: consumer('logs', (files, { resourceLogs }, frame) =>
      files.write(resourceLogs, (group) => frame({ resourceLogs: group })),
    ),
    profiles: consumer('profiles', (files, data, frame) =>
      files.write(data.resourceProfiles, (group) => frame({ ...data, resourceProfiles: group })),
    ),
    async start() {
      if (config.encoding !== undefined && config.encoding !== '') {
        throw new Error(`unknown encoding "${config.encoding}"`);
      }
      if (groups === undefined) file = await open(config.path);
      else if (config.group_by.max_open_files <= 0) throw new Error('must provide a positive size');
    },
    async shutdown() {
      await groups?.close();
      await file?.close();
    },
  };
}

type Grouped<S extends CarriedSignal> = (
  files: GroupedFiles,
  data: SignalData[S],
  frame: (group: SignalData[S]) => Uint8Array,
) => Promise<void>;

async function openWriter(
  path: string,
  config: FileConfig,
  { files, clock }: ComponentContext,
): Promise<FileWriter> {
  if (config.rotation !== undefined) {
    const writer = new RotatedFile(path, config.rotation, files, clock);
    await writer.prepare();
    return writer;
  }
  const file = await files.open(path, {
    append: config.append,
    createDirectory: config.create_directory || config.group_by.enabled,
    directoryMode: directoryMode(config),
  });
  return new BufferedFile(file, clock, config.flush_interval || DEFAULT_FLUSH_INTERVAL);
}
