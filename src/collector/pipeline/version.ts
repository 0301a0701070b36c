/** The collector contrib release whose configuration, wordings and behaviour are followed. */
export const CONTRIB_VERSION = '0.162.0';
