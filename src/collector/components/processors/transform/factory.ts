import { functionEnvironment } from '../../../ottl/function-environment.ts';
import { type ComponentContext, type Processor, processorFactory } from '../../../pipeline/component.ts';
import type { CarriedSignal, Consumer } from '../../../pipeline/consumer.ts';
import { compileGroup, statementParser } from './compile-statements.ts';
import { type TransformConfig, transformSchema } from './config.ts';
import { statementsKeys } from './statements-keys.ts';
import { logTransformer } from './transform-logs.ts';
import { metricTransformer } from './transform-metrics.ts';
import { createTransformProcessor, type Transformer } from './transform-processor.ts';
import { profileTransformer } from './transform-profiles.ts';
import { traceTransformer } from './transform-traces.ts';

export const transformFactory = processorFactory({
  kind: 'processor',
  type: 'transform',
  schema: transformSchema,
  stability: { traces: 'beta', metrics: 'beta', logs: 'beta', profiles: 'development' },
  doc: 'Changes traces, metrics, logs and profiles by statements of OTTL.',
  create: {
    traces: (config, context, next) => create('traces', traceTransformer(), config, context, next),
    metrics: (config, context, next) => create('metrics', metricTransformer(), config, context, next),
    logs: (config, context, next) => create('logs', logTransformer(), config, context, next),
    profiles: (config, context, next) => create('profiles', profileTransformer(), config, context, next),
  },
});

function create<S extends CarriedSignal>(
  signal: S,
  transform: Transformer<S>,
  config: TransformConfig,
  context: ComponentContext,
  next: Consumer<S>,
): Processor<S> {
  const environment = functionEnvironment(context);
  const parser = statementParser(signal, environment);
  const groups = (config[statementsKeys[signal]] ?? []).map((each) =>
    compileGroup(each, parser, environment, config.error_mode),
  );
  return createTransformProcessor(signal, transform, groups, context, next);
}
