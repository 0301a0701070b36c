import { conditionFunctions } from '../../../ottl/condition-functions.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import type { ErrorMode } from '../../../ottl/error-mode.ts';
import type { FunctionEnvironment } from '../../../ottl/function.ts';
import { parseConditions } from '../../../ottl/parse-conditions.ts';
import type { Condition } from '../../../ottl/parser.ts';
import { ParserCollection } from '../../../ottl/parser-collection.ts';
import { ConditionSequence } from '../../../ottl/sequences.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import type { ConditionGroup } from './config.ts';
import { FilterPass } from './filter-pass.ts';

/** The contexts conditions on a signal may be in. */
const CONTEXTS: { readonly [S in CarriedSignal]: readonly ContextName[] } = {
  traces: ['span', 'spanevent', 'resource', 'scope'],
  metrics: ['metric', 'datapoint', 'resource', 'scope'],
  logs: ['log', 'resource', 'scope'],
  profiles: ['profile', 'resource', 'scope'],
};

export function conditionParser(signal: CarriedSignal, environment: FunctionEnvironment): ParserCollection {
  return new ParserCollection(
    CONTEXTS[signal].map((context) => [context, conditionFunctions(context)]),
    environment,
  );
}

/** Compiles a group of conditions. Throws OttlError. */
export function compileGroup(
  { group }: ConditionGroup,
  parser: ParserCollection,
  { logger }: FunctionEnvironment,
  generalMode: ErrorMode,
): FilterPass {
  const texts = group.conditions ?? [];
  const conditions = new Map<ContextName, Condition[]>();
  if (group.context !== '') {
    const parsed = parser.conditionsIn(group.context, texts);
    if (texts.length > 0) conditions.set(parsed.context, [...parsed.conditions]);
  } else {
    for (const text of texts) {
      const parsed = parser.conditions([text]);
      conditions.set(parsed.context, [...(conditions.get(parsed.context) ?? []), ...parsed.conditions]);
    }
  }
  const errorMode = group.error_mode === '' ? generalMode : group.error_mode;
  return new FilterPass(
    new Map(
      [...conditions].map(([name, each]) => [name, new ConditionSequence(each, { errorMode, logger })]),
    ),
  );
}

/** The older form: conditions by their context, with paths that don't name it. Throws OttlParseErrors. */
export function compileOlder(
  conditions: readonly (readonly [ContextName, readonly string[] | undefined])[],
  environment: FunctionEnvironment,
  errorMode: ErrorMode,
): FilterPass | undefined {
  const given = conditions.flatMap(([context, texts]) => {
    if (texts === undefined) return [];
    const options = { functions: conditionFunctions(context), environment, errorMode };
    return [[context, parseConditions(context, texts, options)] as const];
  });
  return given.length === 0 ? undefined : new FilterPass(new Map(given), true);
}
