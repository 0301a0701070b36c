import { conditionFunctions } from '../../../ottl/condition-functions.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import type { ErrorMode } from '../../../ottl/error-mode.ts';
import type { FunctionEnvironment } from '../../../ottl/function.ts';
import { parseConditions } from '../../../ottl/parse-conditions.ts';
import { type ParsedStatements, ParserCollection } from '../../../ottl/parser-collection.ts';
import { type ConditionSequence, StatementSequence } from '../../../ottl/sequences.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import type { StatementsConfig } from './config.ts';
import { statementFunctions } from './functions/statement-functions.ts';
import type { StatementGroup } from './statement-group.ts';

/** The contexts statements on a signal may be in. */
const CONTEXTS: { readonly [S in CarriedSignal]: readonly ContextName[] } = {
  traces: ['span', 'spanevent', 'resource', 'scope'],
  metrics: ['metric', 'datapoint', 'exemplar', 'resource', 'scope'],
  logs: ['log', 'resource', 'scope'],
  profiles: ['profile', 'resource', 'scope'],
};

export function statementParser(signal: CarriedSignal, environment: FunctionEnvironment): ParserCollection {
  return new ParserCollection(
    CONTEXTS[signal].map((context) => [context, statementFunctions(context)]),
    environment,
  );
}

/** Throws OttlError. */
export function parseGroup({ group }: StatementsConfig, parser: ParserCollection): ParsedStatements {
  const texts = group.statements ?? [];
  return group.context === ''
    ? parser.statements(texts, group.conditions ?? [])
    : parser.statementsIn(group.context, texts);
}

/** The conditions of a group, for the context of its statements. Throws OttlParseErrors. */
export function parseGroupConditions(
  { group }: StatementsConfig,
  context: ContextName,
  environment: FunctionEnvironment,
  errorMode: ErrorMode,
): ConditionSequence | undefined {
  const texts = group.conditions ?? [];
  if (texts.length === 0) return undefined;
  const functions = conditionFunctions(context);
  return parseConditions(context, texts, {
    functions,
    environment,
    errorMode,
    namedPaths: group.context === '',
  });
}

/** Compiles a group. Throws OttlError. */
export function compileGroup(
  config: StatementsConfig,
  parser: ParserCollection,
  environment: FunctionEnvironment,
  generalMode: ErrorMode,
): StatementGroup {
  const errorMode = config.group.error_mode === '' ? generalMode : config.group.error_mode;
  const { context, statements } = parseGroup(config, parser);
  return {
    context,
    conditions: parseGroupConditions(config, context, environment, errorMode),
    statements: new StatementSequence(statements, { errorMode, logger: environment.logger }),
    sharedCache: config.group.shared_cache,
  };
}
