import { prefixed } from '../../compile/key.ts';
import { arg, defineFunction, type Getter, optional, type TransformContext } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { base64Variants, toBase64 } from '../../text/go-base64.ts';

const encoder = new TextEncoder();

/** A text's UTF-8 in base64, standard or for URLs, with padding or without. */
export const base64Encode = defineFunction({
  name: 'Base64Encode',
  parameters: { target: arg.string, variant: optional(arg.string) },
  create:
    ({ target, variant }) =>
    (context) => {
      const bytes = encoder.encode(target.get(context));
      const name = variant === undefined ? 'base64' : variantName(variant, context);
      const found = base64Variants.get(name);
      if (found === undefined) throw new OttlError(`unsupported base64 variant: ${name}`);
      return toBase64(bytes, found);
    },
});

function variantName(variant: Getter<string>, context: TransformContext): string {
  try {
    return variant.get(context);
  } catch (error) {
    throw prefixed('failed to get base64 variant: ', error);
  }
}
