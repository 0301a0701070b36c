/**
 * Runs a grammar on tokens the way the parser library of the collector does (participle v2 with unlimited lookahead):
 * ordered choice without going back into a choice once made, and of all failures the deepest one reported. Errors so
 * name the same place and the same expectation. Results are remembered by place, as nested parentheses would take
 * exponential time otherwise.
 */
import { goQuote } from './go-quote.ts';
import type { Position, Token, TokenType } from './lexer.ts';
import { OttlSyntaxError } from './syntax-error.ts';

export type Rule =
  | { readonly kind: 'token'; readonly type: TokenType }
  /** A token with this text, of any type. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'sequence'; readonly rules: readonly Rule[] }
  | { readonly kind: 'choice'; readonly rules: readonly Rule[] }
  | {
      readonly kind: 'optional' | 'many' | 'notAhead' | 'capture';
      readonly rule: Rule;
      readonly field: string;
    }
  | StructRule;

/** A named production that builds a node from what was captured in it. */
export interface StructRule {
  readonly kind: 'struct';
  /** As errors name it: "Key". */
  readonly name: string;
  /** Assigned after creation, as grammars are recursive. */
  rule: Rule;
  /** Throws a plain Error when a captured text can't be what it should ("failed to conform: …"). */
  build: (captured: Captured, at: Position) => unknown;
}

export const token = (type: TokenType): Rule => ({ kind: 'token', type });
export const text = (value: string): Rule => ({ kind: 'text', text: value });
export const sequence = (...rules: readonly Rule[]): Rule => ({ kind: 'sequence', rules });
export const choice = (...rules: readonly Rule[]): Rule => ({ kind: 'choice', rules });
export const optional = (rule: Rule): Rule => ({ kind: 'optional', rule, field: '' });
export const many = (rule: Rule): Rule => ({ kind: 'many', rule, field: '' });
export const notAhead = (rule: Rule): Rule => ({ kind: 'notAhead', rule, field: '' });
export const capture = (field: string, rule: Rule): Rule => ({ kind: 'capture', rule, field });

interface Capture {
  readonly field: string;
  /** A node, or the texts of the tokens joined. */
  readonly value: unknown;
  readonly at: Position;
}

/** What a production captured, by field. */
export class Captured {
  readonly #captures: readonly Capture[];

  constructor(captures: readonly Capture[]) {
    this.#captures = captures;
  }

  one<T>(field: string): T | undefined {
    return this.#captures.find((capture) => capture.field === field)?.value as T | undefined;
  }

  all<T>(field: string): T[] {
    return this.#captures.filter((capture) => capture.field === field).map((capture) => capture.value as T);
  }

  /** Converts a captured text; what `convert` throws is reported at the text's place. */
  convert<T>(field: string, convert: (text: string) => T): T | undefined {
    const found = this.#captures.find((capture) => capture.field === field);
    if (found === undefined) return undefined;
    try {
      return convert(found.value as string);
    } catch (error) {
      throw new OttlSyntaxError(error instanceof Error ? error.message : String(error), found.at);
    }
  }
}

/** Productions inside each other, so that hostile input ends in an error and not in the end of the stack. */
const MAX_DEPTH = 300;

const NO_MATCH = Symbol('no match');
type Outcome = 'match' | typeof NO_MATCH | OttlSyntaxError;

interface Remembered {
  readonly outcome: Outcome;
  readonly cursor: number;
  readonly deepestDepth: number;
  readonly deepest: OttlSyntaxError | undefined;
  readonly changedDeepest: boolean;
  readonly node: unknown;
}

/** The node of the production that the tokens are as a whole. Throws OttlSyntaxError. */
export function runGrammar(root: StructRule, tokens: readonly Token[]): unknown {
  return new Run(tokens).whole(root);
}

class Run {
  readonly #tokens: readonly Token[];
  readonly #memory = new Map<StructRule, Map<number, Remembered>>();
  #cursor = 0;
  #captures: Capture[] = [];
  #texts: string[] = [];
  #deepest: OttlSyntaxError | undefined;
  #deepestDepth = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(root: StructRule): unknown {
    const outcome = this.#run(capture('root', root));
    if (outcome instanceof OttlSyntaxError) throw outcome;
    if (outcome === NO_MATCH || this.#peek().type !== 'EOF') {
      const here = this.#unexpected('');
      throw this.#cursor >= this.#deepestDepth ? here : (this.#deepest ?? here);
    }
    return this.#captures[0]?.value;
  }

  #run(rule: Rule): Outcome {
    switch (rule.kind) {
      case 'token':
        return this.#take(this.#peek().type === rule.type);
      case 'text':
        return this.#take(this.#peek().type !== 'EOF' && this.#peek().value === rule.text);
      case 'sequence':
        return this.#sequence(rule.rules);
      case 'choice':
        return this.#choice(rule.rules);
      case 'optional':
      case 'many':
        return this.#repeat(rule.rule, rule.kind === 'many');
      case 'notAhead':
        return this.#notAhead(rule.rule);
      case 'capture':
        return this.#capture(rule.field, rule.rule);
      case 'struct':
        return this.#struct(rule);
    }
  }

  #peek(): Token {
    return this.#tokens[this.#cursor] as Token;
  }

  #take(matches: boolean): Outcome {
    if (!matches) return NO_MATCH;
    this.#texts.push(this.#peek().value);
    this.#cursor += 1;
    return 'match';
  }

  #unexpected(expected: string): OttlSyntaxError {
    const { type, value, at } = this.#peek();
    const shown = goQuote(type === 'EOF' ? '<EOF>' : value);
    const hint = expected === '' ? '' : ` (expected ${expected})`;
    return new OttlSyntaxError(`unexpected token ${shown}${hint}`, at, expected);
  }

  #sequence(rules: readonly Rule[]): Outcome {
    for (let index = 0; index < rules.length; index += 1) {
      const outcome = this.#run(rules[index] as Rule);
      if (outcome instanceof OttlSyntaxError) return outcome;
      if (outcome === NO_MATCH) {
        return index === 0 ? NO_MATCH : this.#unexpected(describeSequence(rules.slice(index)));
      }
    }
    return 'match';
  }

  #choice(rules: readonly Rule[]): Outcome {
    let farthest = 0;
    let error: OttlSyntaxError | undefined;
    for (const rule of rules) {
      const start = this.#mark();
      const outcome = this.#run(rule);
      if (outcome === 'match') return outcome;
      if (outcome === NO_MATCH) {
        this.#restore(start);
        continue;
      }
      const reached = this.#cursor;
      this.#giveUp(outcome, start);
      if (reached >= farthest) {
        error = outcome;
        farthest = reached;
      }
    }
    if (error === undefined) return NO_MATCH;
    this.#noteError(error);
    return error;
  }

  #repeat(rule: Rule, many: boolean): Outcome {
    do {
      const start = this.#mark();
      const outcome = this.#run(rule);
      if (outcome instanceof OttlSyntaxError) {
        const reached = this.#cursor;
        const { deepest, deepestDepth } = this.#deepestState();
        this.#restore(start);
        this.#noteError(outcome);
        this.#stop(outcome, reached, deepest, deepestDepth);
        break;
      }
      if (outcome === NO_MATCH) break;
    } while (many);
    return 'match';
  }

  #notAhead(rule: Rule): Outcome {
    const start = this.#mark();
    const outcome = this.#run(rule);
    this.#restore(start);
    return outcome === 'match' ? this.#unexpected('') : 'match';
  }

  #capture(field: string, rule: Rule): Outcome {
    const { at } = this.#peek();
    const texts = this.#texts;
    this.#texts = [];
    const captured = this.#captures.length;
    const outcome = this.#run(rule);
    const text = this.#texts.join('');
    this.#texts = texts;
    if (outcome !== 'match') return outcome;
    if (rule.kind === 'struct') {
      const node = this.#captures.pop();
      this.#captures.push({ field, value: node?.value, at });
    } else {
      this.#captures.length = captured;
      this.#captures.push({ field, value: text, at });
    }
    return outcome;
  }

  #struct(rule: StructRule): Outcome {
    let memory = this.#memory.get(rule);
    if (memory === undefined) {
      memory = new Map();
      this.#memory.set(rule, memory);
    }
    const key = this.#cursor * (this.#tokens.length + 1) + this.#deepestDepth;
    const known = memory.get(key);
    if (known !== undefined) return this.#recall(known);
    const before = this.#deepest;
    const at = this.#peek().at;
    const { outcome, node } = this.#freshStruct(rule, at);
    memory.set(key, {
      outcome,
      cursor: this.#cursor,
      deepestDepth: this.#deepestDepth,
      deepest: this.#deepest,
      changedDeepest: this.#deepest !== before,
      node,
    });
    if (outcome === 'match') this.#captures.push({ field: '', value: node, at });
    return outcome;
  }

  #recall(known: Remembered): Outcome {
    if (known.outcome === 'match') {
      this.#captures.push({ field: '', value: known.node, at: this.#peek().at });
    }
    this.#cursor = known.cursor;
    this.#deepestDepth = known.deepestDepth;
    if (known.changedDeepest) this.#deepest = known.deepest;
    return known.outcome;
  }

  #freshStruct(rule: StructRule, at: Position): { outcome: Outcome; node: unknown } {
    if (this.#depth >= MAX_DEPTH) {
      throw new OttlSyntaxError('the expression is nested too deeply', at);
    }
    const outer = this.#captures;
    this.#captures = [];
    this.#depth += 1;
    const outcome = this.#run(rule.rule);
    this.#depth -= 1;
    const captured = new Captured(this.#captures);
    this.#captures = outer;
    if (outcome instanceof OttlSyntaxError) this.#noteError(outcome);
    if (outcome !== 'match') return { outcome, node: undefined };
    try {
      return { outcome, node: rule.build(captured, at) };
    } catch (error) {
      if (error instanceof OttlSyntaxError) return { outcome: error, node: undefined };
      throw error;
    }
  }

  // What follows is the library's bookkeeping of the deepest error, branch by branch.

  #mark(): Mark {
    return {
      cursor: this.#cursor,
      captures: this.#captures.length,
      texts: this.#texts.length,
      ...this.#deepestState(),
    };
  }

  #deepestState(): { deepest: OttlSyntaxError | undefined; deepestDepth: number } {
    return { deepest: this.#deepest, deepestDepth: this.#deepestDepth };
  }

  #restore(mark: Mark): void {
    this.#forget(mark);
    this.#deepest = mark.deepest;
    this.#deepestDepth = mark.deepestDepth;
  }

  #forget(mark: Mark): void {
    this.#cursor = mark.cursor;
    this.#captures.length = mark.captures;
    this.#texts.length = mark.texts;
  }

  #giveUp(error: OttlSyntaxError, mark: Mark): void {
    const reached = this.#cursor;
    const { deepest, deepestDepth } = this.#deepestState();
    this.#restore(mark);
    this.#stop(error, reached, deepest, deepestDepth);
  }

  #stop(
    error: OttlSyntaxError,
    reached: number,
    deepest: OttlSyntaxError | undefined,
    deepestDepth: number,
  ): void {
    if (deepestDepth > this.#deepestDepth) {
      this.#deepest = deepest;
      this.#deepestDepth = deepestDepth;
    } else if (reached >= this.#deepestDepth) {
      this.#deepest = error;
      this.#deepestDepth = Math.max(reached, deepestDepth);
    }
  }

  #noteError(error: OttlSyntaxError): void {
    if (this.#cursor < this.#deepestDepth) return;
    this.#deepest = error;
    this.#deepestDepth = this.#cursor;
  }
}

interface Mark {
  readonly cursor: number;
  readonly captures: number;
  readonly texts: number;
  readonly deepest: OttlSyntaxError | undefined;
  readonly deepestDepth: number;
}

function describeSequence(rules: readonly Rule[]): string {
  return rules.map((rule) => describe(rule)).join(' ');
}

/** A rule in the notation of the library's errors. */
function describe(rule: Rule): string {
  switch (rule.kind) {
    case 'token':
      return `<${rule.type.toLowerCase()}>`;
    case 'text':
      return goQuote(rule.text);
    case 'sequence':
      return `(${describeSequence(rule.rules)})`;
    case 'choice':
      return `(${rule.rules.map(describe).join(' | ')})`;
    case 'optional':
      return `${describe(rule.rule)}?`;
    case 'many':
      return `${describe(rule.rule)}*`;
    case 'notAhead':
      return `(?! ${describeRoot(rule.rule)})`;
    case 'capture':
      return describe(rule.rule);
    case 'struct':
      return rule.name;
  }
}

function describeRoot(rule: Rule): string {
  const described = describe(rule);
  return rule.kind === 'choice' || rule.kind === 'sequence' ? described.slice(1, -1) : described;
}
