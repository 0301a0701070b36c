/** Sizes that the stylesheet and the virtual rows must agree on. */

export type Density = 'workbench' | 'page';

/** Root sizes to lay out by; all in rem unless said otherwise. */
export interface ViewGeometry {
  /** Two lines a span, for phones. */
  readonly stacked: boolean;
  /** Details beside the waterfall instead of below. */
  readonly detailsBeside: boolean;
  readonly rowRem: number;
  /** Height of the axis, and of the search field in it. */
  readonly axisRem: number;
  /** px */
  readonly nameWidth: number;
  /** Whether a service that is the parent's own is still named. */
  readonly showsSameService: boolean;
  /** Levels of indent that leave a name readable. */
  readonly maxIndent: number;
}

const INDENT_REM = 0.6875;
const SHORTEST_NAME_REM = 7;
const NAME_SHARE = 0.36;
const NARROWEST_NAME_REM = 9;
/** The name column must be this wide to repeat services. */
const SERVICE_REM = 16;

const AT = {
  workbench: { stackedBelow: 30, besideFrom: Number.POSITIVE_INFINITY, rowRem: 1.5, nameRem: 17 },
  page: { stackedBelow: 40, besideFrom: 60, rowRem: 1.625, nameRem: 19 },
} as const;

/** What the server and the first render assume, before anything is measured. */
const ASSUMED_WIDTH_REM = { workbench: 46, page: 80 } as const;

/**
 * @param widthPx of the whole view; `undefined` while it is not measured
 * @param chosenNamePx the reader's own width of the name column
 */
export function viewGeometry(
  density: Density,
  widthPx: number | undefined,
  rem: number,
  chosenNamePx: number | undefined,
  searching: boolean,
): ViewGeometry {
  const at = AT[density];
  const width = widthPx === undefined || widthPx === 0 ? ASSUMED_WIDTH_REM[density] : widthPx / rem;
  const stacked = width < at.stackedBelow;
  const detailsBeside = width >= at.besideFrom;
  // 25.75 rem is what the details take; see `.tv-details`.
  const waterfall = detailsBeside ? width - 25.75 : width;
  const nameRem = stacked
    ? width
    : chosenNamePx !== undefined
      ? chosenNamePx / rem
      : Math.max(NARROWEST_NAME_REM, Math.min(at.nameRem, waterfall * NAME_SHARE));
  return {
    stacked,
    detailsBeside,
    // On a phone the field covers the axis and needs the height of a finger.
    axisRem: stacked && searching && density === 'workbench' ? 2.75 : 1.625,
    rowRem: stacked ? 2.75 : at.rowRem,
    nameWidth: nameRem * rem,
    showsSameService: !stacked && nameRem >= SERVICE_REM,
    maxIndent: Math.max(2, Math.floor((nameRem - SHORTEST_NAME_REM) / INDENT_REM)),
  };
}
