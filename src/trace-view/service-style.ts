import { serviceHue } from './layout/services.ts';

/** CSS variables that give a row, and what belongs to it, the hue of its service. A missing span has none. */
export function serviceStyle(service: number): Record<string, string> {
  if (service < 0) return { '--svc': 'var(--wf-ghost)' };
  return { '--svc': `var(--svc-${serviceHue(service).hue})` };
}

/** The class that hatches the bars of the seventh service and those after it. */
export function hatchClass(service: number): string {
  return service >= 0 && serviceHue(service).hatched ? ' is-hatched' : '';
}
