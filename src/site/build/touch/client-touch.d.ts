import 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    /** Hydrate at the reader's first touch; see `directive.ts`. */
    'client:touch'?: boolean;
  }
}
