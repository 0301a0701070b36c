import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import { functionEnvironment } from '../../../ottl/function-environment.ts';
import { OttlError } from '../../../ottl/ottl-error.ts';
import type { Statement } from '../../../ottl/parser.ts';
import { type ParsedStatements, ParserCollection } from '../../../ottl/parser-collection.ts';
import { goQuote } from '../../../ottl/syntax/go-quote.ts';
import { BuildError } from '../../../pipeline/build-error.ts';
import type { ComponentContext, ConnectorOutputs } from '../../../pipeline/component.ts';
import type { Consumer } from '../../../pipeline/consumer.ts';
import { fanOut } from '../../../pipeline/fan-out.ts';
import type { RouteConfig, RoutingConfig } from './config.ts';
import { parseRequestCondition, type RequestCondition } from './request-condition.ts';
import { routingFunctions } from './routing-functions.ts';
import type { RoutedSignal } from './signal-routing.ts';

/** A route with where it leads; it has a condition on requests or a statement. */
export interface Route<S extends RoutedSignal> {
  readonly copy: boolean;
  readonly consumer: Consumer<S>;
  readonly request: RequestCondition | undefined;
  readonly statement: { readonly context: ContextName; readonly run: Statement } | undefined;
}

const CONTEXTS: readonly ContextName[] = ['otelcol', 'resource', 'span', 'metric', 'datapoint', 'log'];

/** The routes of a table, without those that another one before has the statement of. Throws BuildError. */
export function buildRoutes<S extends RoutedSignal>(
  signal: S,
  { table = [] }: RoutingConfig,
  context: ComponentContext,
  outputs: ConnectorOutputs<S>,
): Route<S>[] {
  const parser = new ParserCollection(
    CONTEXTS.map((name) => [name, routingFunctions(name)]),
    functionEnvironment(context),
  );
  const known = new Set<string>();
  return table.flatMap((item, index) => {
    const at = ['connectors', context.id, 'table', String(index)];
    const { request, statement } = parsed(item, parser, context, at);
    const key =
      statement === undefined
        ? `[request] ${item.condition}`
        : `[${statement.context}] ${statement.run.text}`;
    const pipelines = item.pipelines ?? [];
    if (known.has(key)) {
      const text = goQuote(statementText(item));
      context.logger.log(
        'warn',
        `Statement ${text} already exists in the routing table, the route with target pipeline(s) ${goQuote(pipelines.join(', '))} will be ignored.`,
      );
      return [];
    }
    known.add(key);
    const consumer = consumerOf(signal, pipelines, outputs, [...at, 'pipelines']);
    return [{ copy: item.action === 'copy', consumer, request, statement }];
  });
}

function statementText({ statement, condition }: RouteConfig): string {
  return condition === '' ? statement : `route() where ${condition}`;
}

function parsed(
  item: RouteConfig,
  parser: ParserCollection,
  { logger }: ComponentContext,
  at: readonly string[],
): Pick<Route<RoutedSignal>, 'request' | 'statement'> {
  if (item.context === 'request') {
    logger.log(
      'warn',
      "The 'request' context is deprecated. Use 'otelcol.client.metadata[\"key\"]' (HTTP/client metadata) or 'otelcol.grpc.metadata[\"key\"]' (gRPC metadata) instead.",
      { condition: item.condition },
    );
    return { request: parseRequestCondition(item.condition), statement: undefined };
  }
  try {
    const { context, statements } = parseStatement(item, parser);
    const [run] = statements;
    return { request: undefined, statement: run === undefined ? undefined : { context, run } };
  } catch (error) {
    if (!(error instanceof OttlError)) throw error;
    throw new BuildError(error.message, [...at, item.condition === '' ? 'statement' : 'condition']);
  }
}

/** Paths without a context were once those of resources, and still are where nothing else fits. */
function parseStatement(item: RouteConfig, parser: ParserCollection): ParsedStatements {
  const texts = [statementText(item)];
  if (item.context !== '') return parser.statementsIn(item.context, texts);
  try {
    return parser.statements(texts);
  } catch (error) {
    if (!(error instanceof OttlError)) throw error;
    try {
      return parser.statementsIn('resource', texts);
    } catch (second) {
      if (second instanceof OttlError) throw error;
      throw second;
    }
  }
}

/** The pipelines together. Throws BuildError where one isn't there. */
export function consumerOf<S extends RoutedSignal>(
  signal: S,
  pipelines: readonly string[],
  outputs: ConnectorOutputs<S>,
  at: readonly string[],
): Consumer<S> {
  const missing = pipelines.filter((id) => !outputs.pipelines.has(id));
  if (missing.length > 0) {
    const texts = missing.map((id) => `missing consumer: ${goQuote(id)}`);
    throw new BuildError(`pipeline not found: ${texts.join('; ')}`, at);
  }
  return fanOut(
    signal,
    pipelines.flatMap((id) => outputs.pipelines.get(id) ?? []),
  );
}
