/** A module that waits while it is evaluated. */
export const evaluatedIn = await new Promise<number>((resolve) => setTimeout(() => resolve(1), 1));
