import { arg, defineFunction } from '../../function.ts';

const hasPrefix = defineFunction({
  name: 'HasPrefix',
  parameters: { target: arg.string, prefix: arg.string },
  create:
    ({ target, prefix }) =>
    (context) =>
      target.get(context).startsWith(prefix.get(context)),
});

const hasSuffix = defineFunction({
  name: 'HasSuffix',
  parameters: { target: arg.string, suffix: arg.string },
  create:
    ({ target, suffix }) =>
    (context) =>
      target.get(context).endsWith(suffix.get(context)),
});

const trimPrefix = defineFunction({
  name: 'TrimPrefix',
  parameters: { target: arg.string, prefix: arg.string },
  create:
    ({ target, prefix }) =>
    (context) => {
      const text = target.get(context);
      const start = prefix.get(context);
      return text.startsWith(start) ? text.slice(start.length) : text;
    },
});

const trimSuffix = defineFunction({
  name: 'TrimSuffix',
  parameters: { target: arg.string, suffix: arg.string },
  create:
    ({ target, suffix }) =>
    (context) => {
      const text = target.get(context);
      const end = suffix.get(context);
      return text.endsWith(end) ? text.slice(0, text.length - end.length) : text;
    },
});

/** Whether a text begins or ends with another, and the text without it. */
export const affixes = [hasPrefix, hasSuffix, trimPrefix, trimSuffix];
