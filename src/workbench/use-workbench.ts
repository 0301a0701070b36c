/** What every part of the workbench has at hand. */
import { useComputed } from '@preact/signals';
import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../grading/text.ts';
import type { LabWorkbench } from './lab-workbench.ts';
import type { WorkbenchState } from './state/workbench-state.ts';
import { type StringKey, say } from './strings.ts';

export interface WorkbenchTools {
  readonly bench: LabWorkbench;
  readonly language: Language;
  readonly layout: 'lesson' | 'hero';
  readonly shows: 'starter' | 'solution';
  /** Prefix of the ids of this workbench's elements. */
  readonly id: string;
  readonly noSpansHref: string | undefined;
  readonly beforeRun: ComponentChildren;
}

export const WorkbenchContext = createContext<WorkbenchTools | undefined>(undefined);

export function useWorkbench() {
  const tools = useContext(WorkbenchContext);
  if (!tools) throw new Error('A part of the workbench was rendered outside of <Workbench>.');
  const { language } = tools;
  return {
    ...tools,
    say: (key: StringKey, values?: Parameters<typeof say>[2]) => say(language, key, values),
  };
}

/** A piece of the state; the component renders again when the piece is another one. `select` must not depend on props. */
export function useSelected<T>(select: (state: WorkbenchState) => T): T {
  const { bench } = useWorkbench();
  return useComputed(() => select(bench.state.value)).value;
}
