/**
 * Code in lessons. Shiki marks the tokens; the colours come from the `--syn-*` tokens by six one-letter classes, so
 * that both themes share one markup and no colour is written twice.
 */
import type { ShikiTransformer, ThemeRegistration } from 'shiki';

type ElementContent = Parameters<NonNullable<ShikiTransformer['line']>>[0]['children'][number];
type Element = Extract<ElementContent, { type: 'element' }>;

/** Colours never reach the page: each only names a class. */
const classOfColor: Readonly<Record<string, string>> = {
  '#000001': 'k',
  '#000002': 's',
  '#000003': 'f',
  '#000004': 'n',
  '#000005': 'p',
  '#000006': 'c',
};
const colorOfClass = new Map(Object.entries(classOfColor).map(([color, name]) => [name, color]));

/** TextMate scopes by class; "" is plain text. A more specific scope wins, whatever the order. */
const scopes: readonly (readonly [name: string, scope: readonly string[]])[] = [
  ['k', ['keyword', 'storage', 'variable.language', 'keyword.operator.new', 'keyword.operator.expression']],
  ['k', ['entity.name.tag', 'markup.deleted']],
  [
    '',
    [
      'keyword.operator',
      'storage.type.function.arrow',
      'meta.template.expression',
      'variable.other.property',
    ],
  ],
  ['s', ['string', 'punctuation.definition.string', 'markup.inserted', 'string.unquoted']],
  [
    'f',
    ['entity.name.function', 'support.function', 'entity.name.type', 'entity.name.class', 'support.class'],
  ],
  ['f', ['entity.other.inherited-class']],
  ['n', ['constant', 'variable.other.constant.property', 'support.constant', 'variable.other.enummember']],
  ['p', ['support.type.property-name', 'meta.object-literal.key', 'entity.name.tag.yaml']],
  ['p', ['entity.other.attribute-name', 'variable.other.object.property']],
  ['c', ['comment', 'punctuation.definition.comment']],
];

export const syntaxTheme: ThemeRegistration = {
  name: 'otlp-academy',
  type: 'light',
  colors: { 'editor.foreground': '#000000', 'editor.background': '#ffffff' },
  settings: [
    { settings: { foreground: '#000000', background: '#ffffff' } },
    ...scopes.map(([name, scope]) => ({
      scope: [...scope],
      settings: { foreground: colorOfClass.get(name) ?? '#000000' },
    })),
  ],
};

/** Wraps a block in its frame, replaces colours by classes, and marks the lines named in the fence. */
export const codeFrame: ShikiTransformer = {
  name: 'code-frame',
  preprocess(_code, options) {
    // By default a line that takes over 500 ms keeps its last colour to the end: on a busy machine, any line.
    options.tokenizeTimeLimit = 0;
  },
  line(node, number) {
    node.properties = { class: markedLines(this.options.meta?.__raw).has(number) ? 'ln mark' : 'ln' };
    node.children = node.children.flatMap((child) =>
      child.type === 'element' ? tokenAsClass(child) : [child],
    );
  },
  code(node) {
    // Lines are blocks; a newline between them would show as an empty line.
    node.children = node.children.filter((child) => child.type === 'element');
  },
  root(root) {
    const pre = root.children[0];
    if (pre?.type !== 'element') return;
    const language = String(this.options.lang);
    const title = fenceTitle(this.options.meta?.__raw);
    pre.properties = {
      class: 'code',
      tabindex: '0',
      role: 'group',
      'aria-label': title ?? languageName(language),
    };
    const caption: Element = {
      type: 'element',
      tagName: 'figcaption',
      properties: {},
      children: [{ type: 'text', value: title ?? languageName(language) }],
    };
    root.children = [
      {
        type: 'element',
        tagName: 'figure',
        properties: { class: 'codebox', 'data-code': tabOf(language) },
        children: [caption, pre],
      },
    ];
  },
};

function tokenAsClass(token: Element): ElementContent[] {
  const color = /color:(#\w{6})/i.exec(String(token.properties['style'] ?? ''))?.[1]?.toLowerCase();
  const name = classOfColor[color ?? ''];
  if (name === undefined) return token.children;
  return [{ ...token, properties: { class: name } }];
}

export function fenceTitle(meta: string | undefined): string | undefined {
  return /\btitle="([^"]*)"/.exec(meta ?? '')?.[1];
}

/** `{1,4-6}` after the fence's language. */
export function markedLines(meta: string | undefined): ReadonlySet<number> {
  const lines = new Set<number>();
  const list = /(?:^|\s)\{([\d,\s-]+)\}/.exec(meta ?? '')?.[1];
  for (const part of list?.split(',') ?? []) {
    const [first, last = first] = part.split('-').map(Number);
    if (first === undefined || last === undefined) continue;
    for (let line = first; line <= last; line++) lines.add(line);
  }
  return lines;
}

/** The names under which `<CodeTabs>` offers a language. */
function tabOf(language: string): string {
  return { ts: 'ts', typescript: 'ts', js: 'ts', javascript: 'ts', go: 'go' }[language] ?? language;
}

export function languageName(language: string): string {
  const names: Readonly<Record<string, string>> = {
    ts: 'TypeScript',
    typescript: 'TypeScript',
    js: 'JavaScript',
    javascript: 'JavaScript',
    go: 'Go',
    yaml: 'YAML',
    json: 'JSON',
    http: 'HTTP',
    bash: 'Shell',
    sh: 'Shell',
    shell: 'Shell',
    proto: 'Protocol Buffers',
    diff: 'Diff',
  };
  return names[language] ?? 'Text';
}
