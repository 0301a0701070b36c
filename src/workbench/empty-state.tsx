import type { ComponentChildren } from 'preact';

/** A panel with nothing to show: what is missing, and the next step. */
export function EmptyState({
  title,
  children,
}: {
  readonly title?: string;
  readonly children: ComponentChildren;
}) {
  return (
    <div class="wb-empty">
      {title && <strong>{title}</strong>}
      <p>{children}</p>
    </div>
  );
}
