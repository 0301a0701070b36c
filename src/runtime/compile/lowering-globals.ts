/** The names lowered code reads from the global object; whoever runs lowered code defines them first. */
export const LOWERING_GLOBALS = [
  '__awaiter',
  '__await',
  '__asyncGenerator',
  '__asyncDelegator',
  '__asyncValues',
  '__rest',
  '__makeTemplateObject',
  '__addDisposableResource',
  '__disposeResources',
] as const;
