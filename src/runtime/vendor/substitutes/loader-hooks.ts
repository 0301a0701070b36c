/** Placeholder. */
export class Hook {}
