/**
 * Every text of the trace view; a page loads those of its language. Span, Collector and attribute names stay English.
 */
import type { Language } from '../grading/text.ts';

export interface TraceViewStrings {
  /** Between the parts of a spoken row. */
  readonly comma: string;

  readonly spanColumn: string;
  readonly durationColumn: string;
  readonly spansOf: (name: string) => string;
  readonly unnamed: string;
  readonly noService: string;
  /** As a status, standing alone. */
  readonly errorStatus: string;
  /** Inside a spoken row. */
  readonly error: string;
  readonly notEnded: string;
  readonly missingSpan: string;
  readonly hasLinks: string;
  readonly hiddenSpans: (count: string) => string;
  readonly columnWidth: string;
  readonly foldHint: string;

  readonly traces: (count: number, text: string) => string;
  readonly chooseTrace: string;
  readonly spans: (count: number, text: string) => string;
  readonly services: (count: number, text: string) => string;
  readonly errors: (count: number, text: string) => string;
  readonly missingSpans: (count: number, text: string) => string;
  readonly noRoot: string;

  readonly search: string;
  readonly searchPlaceholder: string;
  readonly matchOf: (current: string, total: string) => string;
  readonly noMatch: string;
  readonly nextMatch: string;
  readonly previousMatch: string;
  readonly closeSearch: string;
  readonly criticalPath: string;
  readonly collapseAll: string;
  readonly expandAll: string;

  readonly selectHint: string;
  readonly noSpans: string;
  readonly detailsOf: (name: string) => string;
  readonly close: string;
  readonly moreDetails: string;
  readonly duration: string;
  readonly selfTime: string;
  readonly startsAt: string;
  readonly startsAtTime: (time: string) => string;
  readonly onPath: string;
  readonly calls: (operation: string, service: string) => string;
  readonly noMessage: string;
  readonly childRanOn: (child: string, time: string) => string;

  readonly attributes: string;
  readonly events: string;
  readonly links: string;
  readonly span: string;
  readonly resource: string;
  readonly scope: string;
  readonly identity: string;
  readonly noAttributes: string;
  readonly dropped: (count: number, text: string) => string;
  readonly emptyValue: string;
  readonly emptyText: string;
  readonly showAll: string;
  readonly showAllCharacters: (count: string) => string;
  readonly showLess: string;
  readonly shortened: (shown: string) => string;
  readonly copy: (what: string) => string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly noEvents: string;
  readonly afterStart: (time: string) => string;
  readonly beforeStart: (time: string) => string;
  readonly noLinks: string;
  readonly goToSpan: (name: string) => string;
  readonly linkTargetElsewhere: string;
  readonly traceId: string;

  readonly ghostNote: (children: number, text: string) => string;
  readonly cycleNote: string;
  readonly duplicateNote: string;
  readonly startsBeforeParentNote: (time: string) => string;
  readonly endsBeforeStartNote: string;
  readonly noStartNote: string;
  readonly openNote: string;
}

/** The texts of a language, fetched. */
export async function loadTraceViewStrings(language: Language): Promise<TraceViewStrings> {
  const { strings } =
    language === 'en' ? await import('./strings-en.ts') : await import('./strings-zh-cn.ts');
  return strings;
}

/** Counts with the language's separators. */
export function formatCount(count: number, language: Language): string {
  return count.toLocaleString(language === 'en' ? 'en' : 'zh-CN');
}
