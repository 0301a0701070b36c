/** The lucide icons in use, as the inside of a 24 × 24 SVG. */
import arrowLeft from 'lucide-static/icons/arrow-left.svg?raw';
import arrowRight from 'lucide-static/icons/arrow-right.svg?raw';
import bookOpen from 'lucide-static/icons/book-open.svg?raw';
import check from 'lucide-static/icons/check.svg?raw';
import circle from 'lucide-static/icons/circle.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import circleCheck from 'lucide-static/icons/circle-check.svg?raw';
import circleDashed from 'lucide-static/icons/circle-dashed.svg?raw';
import circleDot from 'lucide-static/icons/circle-dot.svg?raw';
import copy from 'lucide-static/icons/copy.svg?raw';
import info from 'lucide-static/icons/info.svg?raw';
import languages from 'lucide-static/icons/languages.svg?raw';
import listChecks from 'lucide-static/icons/list-checks.svg?raw';
import menu from 'lucide-static/icons/menu.svg?raw';
import monitor from 'lucide-static/icons/monitor.svg?raw';
import moon from 'lucide-static/icons/moon.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import search from 'lucide-static/icons/search.svg?raw';
import squareTerminal from 'lucide-static/icons/square-terminal.svg?raw';
import star from 'lucide-static/icons/star.svg?raw';
import sun from 'lucide-static/icons/sun.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';

const sources = {
  'arrow-left': arrowLeft,
  'arrow-right': arrowRight,
  'book-open': bookOpen,
  check,
  circle,
  'circle-alert': circleAlert,
  'circle-check': circleCheck,
  'circle-dashed': circleDashed,
  'circle-dot': circleDot,
  copy,
  info,
  languages,
  'list-checks': listChecks,
  menu,
  monitor,
  moon,
  play,
  search,
  'square-terminal': squareTerminal,
  star,
  sun,
  'triangle-alert': triangleAlert,
  x,
};

export type IconName = keyof typeof sources;

export function iconShapes(name: IconName): string {
  const shapes = /<svg[^>]*>([\s\S]*)<\/svg>/.exec(sources[name])?.[1];
  if (shapes === undefined) throw new Error(`lucide-static's ${name}.svg holds no <svg>.`);
  return shapes.replace(/\s*\n\s*/g, '');
}
