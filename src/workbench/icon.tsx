import check from 'lucide-static/icons/check.svg?raw';
import circle from 'lucide-static/icons/circle.svg?raw';
import circleAlert from 'lucide-static/icons/circle-alert.svg?raw';
import download from 'lucide-static/icons/download.svg?raw';
import lightbulb from 'lucide-static/icons/lightbulb.svg?raw';
import lock from 'lucide-static/icons/lock.svg?raw';
import play from 'lucide-static/icons/play.svg?raw';
import rotateCcw from 'lucide-static/icons/rotate-ccw.svg?raw';
import square from 'lucide-static/icons/square.svg?raw';
import triangleAlert from 'lucide-static/icons/triangle-alert.svg?raw';
import x from 'lucide-static/icons/x.svg?raw';

const shapes = {
  check: shape(check),
  circle: shape(circle),
  'circle-alert': shape(circleAlert),
  download: shape(download),
  lightbulb: shape(lightbulb),
  lock: shape(lock),
  play: shape(play),
  'rotate-ccw': shape(rotateCcw),
  square: shape(square),
  'triangle-alert': shape(triangleAlert),
  x: shape(x),
} as const;

export type IconName = keyof typeof shapes;

/** A lucide icon, 16 px or `small` 14 px, in the colour of the text. Decoration: the word beside it says what it means. */
export function Icon({ name, small = false }: { readonly name: IconName; readonly small?: boolean }) {
  return (
    <svg
      class={small ? 'icon sm' : 'icon'}
      viewBox="0 0 24 24"
      aria-hidden="true"
      // A file of the lucide package, read at build time.
      dangerouslySetInnerHTML={{ __html: shapes[name] }}
    />
  );
}

/** What the file has inside its `svg` element: size and stroke are the stylesheet's. */
function shape(file: string): string {
  return file
    .slice(file.indexOf('>', file.indexOf('<svg')) + 1, file.lastIndexOf('</svg>'))
    .replace(/\s*\n\s*/g, '');
}
