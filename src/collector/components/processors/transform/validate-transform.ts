import type { Finding } from '../../../config/schema.ts';
import type { ContextName } from '../../../ottl/contexts/context-definition.ts';
import { findingsOf, joinedFindings } from '../../../ottl/findings.ts';
import { validationEnvironment } from '../../../ottl/function-environment.ts';
import type { CarriedSignal } from '../../../pipeline/consumer.ts';
import { parseGroup, parseGroupConditions, statementParser } from './compile-statements.ts';
import type { StatementsConfig, TransformConfig } from './config.ts';
import { statementsKeys } from './statements-keys.ts';

const SIGNALS: readonly CarriedSignal[] = ['traces', 'metrics', 'logs', 'profiles'];

export function validateTransform(config: TransformConfig): readonly Finding[] {
  const findings = SIGNALS.flatMap((signal) =>
    (config[statementsKeys[signal]] ?? []).map((each, index) => groupFindings(signal, each, index)),
  );
  if (!config.flatten_data) return joinedFindings(findings);
  const message = "'flatten_data' requires the 'transform.flatten.logs' feature gate to be enabled";
  return joinedFindings([...findings, [{ message, at: ['flatten_data'] }]]);
}

/** The collector looks at the conditions of a group when its statements have no errors. */
function groupFindings(signal: CarriedSignal, each: StatementsConfig, index: number): Finding[] {
  const key = statementsKeys[signal];
  const parser = statementParser(signal, validationEnvironment);
  let context: ContextName | undefined;
  const found = findingsOf(
    [key, ...each.at],
    () => {
      context = parseGroup(each, parser).context;
    },
    each.first,
  );
  if (context === undefined) return found;
  const name = context;
  return findingsOf([key, String(index), 'conditions'], () => {
    parseGroupConditions(each, name, validationEnvironment, 'propagate');
  });
}
