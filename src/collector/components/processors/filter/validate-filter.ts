import type { Finding } from '../../../config/schema.ts';
import { findingsOf, joinedFindings } from '../../../ottl/findings.ts';
import { validationEnvironment } from '../../../ottl/function-environment.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import { compileGroup, compileOlder, conditionParser } from './compile-filter.ts';
import { type ConditionsKey, conditionsKeys } from './conditions-keys.ts';
import type { ConditionGroup, FilterConfig } from './config.ts';
import { olderConditions } from './older-conditions.ts';

const SIGNALS: readonly CarriedSignal[] = ['traces', 'metrics', 'logs', 'profiles'];

/** The collector stops at the first of the conflicts, and looks at the older form when the newer one has no errors. */
export function validateFilter(config: FilterConfig): readonly Finding[] {
  for (const signal of SIGNALS) {
    const conflict = conflictOf(signal, config);
    if (conflict !== undefined) return [conflict];
  }
  const newer = joinedFindings(SIGNALS.flatMap((signal) => newerFindings(signal, config)));
  return newer.length > 0
    ? newer
    : joinedFindings(SIGNALS.flatMap((signal) => olderFindings(signal, config)));
}

const OLDER_KEYS: { readonly [S in CarriedSignal]: string } = {
  traces: '"traces.resource", "traces.span", "traces.spanevent"',
  metrics: '"metrics.resource", "metrics.metric", "metrics.datapoint", "metrics.include", "metrics.exclude"',
  logs: '"logs.resource", "logs.log", "logs.include", "logs.exclude"',
  profiles: '"profiles.resource", "profiles.profile"',
};

function conflictOf(signal: CarriedSignal, config: FilterConfig): Finding | undefined {
  const key = conditionsKeys[signal];
  if (config[key] === undefined) return undefined;
  const older = olderConditions(signal, config).some(([, texts]) => texts !== undefined);
  if (!older) return undefined;
  const item = key.replace('_conditions', '');
  const message = `cannot use context inferred ${item} conditions "${key}" and the settings ${OLDER_KEYS[signal]} at the same time`;
  return { message, at: [key] };
}

/** Those of each group. */
function newerFindings(signal: CarriedSignal, config: FilterConfig): Finding[][] {
  const key = conditionsKeys[signal];
  return (config[key] ?? []).map((each) => groupFindings(signal, key, each));
}

function groupFindings(signal: CarriedSignal, key: ConditionsKey, each: ConditionGroup): Finding[] {
  const parser = conditionParser(signal, validationEnvironment);
  const compile = (group: ConditionGroup): void => {
    compileGroup(group, parser, validationEnvironment, 'propagate');
  };
  const at = [key, ...each.at];
  if (each.group.context !== '') return findingsOf(at, () => compile(each), each.first);
  // Without a context the conditions are compiled one by one, up to the first error.
  for (const [index, text] of (each.group.conditions ?? []).entries()) {
    const one = { ...each, group: { ...each.group, conditions: [text] } };
    const [finding] = findingsOf(at, () => compile(one));
    if (finding !== undefined) {
      return [{ message: finding.message, at: [...at, String(each.first + index)] }];
    }
  }
  return [];
}

/** Those of each list. */
function olderFindings(signal: CarriedSignal, config: FilterConfig): Finding[][] {
  return olderConditions(signal, config).map(([context, texts, key]) =>
    findingsOf([signal, key], () => compileOlder([[context, texts]], validationEnvironment, 'propagate')),
  );
}
