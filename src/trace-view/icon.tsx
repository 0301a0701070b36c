/** The icons of the trace view, drawn by lucide (ISC licence), 24-unit grid. */
const SHAPES = {
  'circle-alert': 'M22 12a10 10 0 1 1-20 0a10 10 0 0 1 20 0ZM12 8v4M12 16h.01',
  unlink:
    'm18.84 12.25 1.72-1.71h-.02a5.004 5.004 0 0 0-.12-7.07 5.006 5.006 0 0 0-6.95 0l-1.72 1.71M5.17 11.75l-1.71 1.71a5.004 5.004 0 0 0 .12 7.07 5.006 5.006 0 0 0 6.95 0l1.71-1.71M8 2v3M2 8h3M16 19v3M19 16h3',
  link: 'M10 13a5 5 0 0 0 7.54.54l3-3a5 5 0 0 0-7.07-7.07l-1.72 1.71M14 11a5 5 0 0 0-7.54-.54l-3 3a5 5 0 0 0 7.07 7.07l1.71-1.71',
  search: 'm21 21-4.34-4.34M19 11a8 8 0 1 1-16 0a8 8 0 0 1 16 0Z',
  x: 'M18 6 6 18M6 6l12 12',
  'chevron-up': 'm18 15-6-6-6 6',
  'chevron-down': 'm6 9 6 6 6-6',
  'chevron-right': 'm9 18 6-6-6-6',
  copy: 'M10 8h10a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H10a2 2 0 0 1-2-2V10a2 2 0 0 1 2-2ZM4 16c-1.1 0-2-.9-2-2V4c0-1.1.9-2 2-2h10c1.1 0 2 .9 2 2',
  check: 'M20 6 9 17l-5-5',
  'chevrons-down-up': 'm7 20 5-5 5 5M7 4l5 5 5-5',
  'chevrons-up-down': 'm7 15 5 5 5-5M7 9l5-5 5 5',
  'triangle-alert':
    'm21.73 18-8-14a2 2 0 0 0-3.48 0l-8 14A2 2 0 0 0 4 21h16a2 2 0 0 0 1.73-3M12 9v4M12 17h.01',
} as const;

export type IconName = keyof typeof SHAPES;

/** A decorative icon: whatever it says, a word beside it or the label of its button says too. */
export function Icon({ name, large = false }: { readonly name: IconName; readonly large?: boolean }) {
  return (
    <svg class={large ? 'tv-icon is-large' : 'tv-icon'} viewBox="0 0 24 24" aria-hidden="true">
      <path d={SHAPES[name]} />
    </svg>
  );
}
