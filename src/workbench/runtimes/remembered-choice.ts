/** The learner's choice of a runtime, for all labs. Browsers may refuse to store it: then it lasts until the page closes. */
import { type RuntimeChoice, runtimeChoices } from './runtime-choice.ts';

export const CHOICE_KEY = 'otlp-academy.workbench.runtime';

type Kept = Pick<Storage, 'getItem' | 'setItem'>;

/** `undefined`: none has been made, or it can't be read. `storage` throws where storage is denied. */
export function rememberedChoice(storage: () => Kept = () => localStorage): RuntimeChoice | undefined {
  try {
    const kept = storage().getItem(CHOICE_KEY);
    return runtimeChoices.find((choice) => choice === kept);
  } catch {
    return undefined;
  }
}

export function rememberChoice(choice: RuntimeChoice, storage: () => Kept = () => localStorage): void {
  try {
    storage().setItem(CHOICE_KEY, choice);
  } catch {
    // Denied or full.
  }
}
