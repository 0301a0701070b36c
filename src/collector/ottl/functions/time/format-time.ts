import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { formatGoTime } from '../../text/go-time-format.ts';
import { layoutToWrite, validateStrptime } from '../../text/strptime-directives.ts';

/** A time as text by a `strptime` format, in the time's own zone. */
export const formatTime = defineFunction({
  name: 'FormatTime',
  parameters: { time: arg.time, format: arg.stringLiteral },
  create: ({ time, format }) => {
    if (format === '') throw new OttlError('format cannot be nil');
    validateStrptime(format);
    const layout = layoutToWrite(format);
    return (context) => formatGoTime(time.get(context), layout);
  },
});
