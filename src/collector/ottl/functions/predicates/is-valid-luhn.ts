import { arg, defineFunction } from '../../function.ts';
import { OttlError } from '../../ottl-error.ts';
import { goQuote } from '../../syntax/go-quote.ts';

/** Whether the digits, with or without spaces, end with the check digit of Luhn's formula (cards, IMEI). */
export const isValidLuhn = defineFunction({
  name: 'IsValidLuhn',
  parameters: { target: arg.stringLike },
  create:
    ({ target }) =>
    (context) => {
      const text = target.get(context);
      if (text === undefined) throw new OttlError('invalid input: <nil>');
      const digits = text.replaceAll(' ', '');
      return digits !== '' && luhnSum(new TextEncoder().encode(digits)) % 10 === 0;
    },
});

function luhnSum(bytes: Uint8Array): number {
  let sum = 0;
  for (let index = bytes.length - 1; index >= 0; index -= 1) {
    const digit = digitValue(bytes[index] ?? 0);
    const doubled = (bytes.length - index) % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum;
}

function digitValue(byte: number): number {
  const digit = byte - 0x30;
  if (digit >= 0 && digit <= 9) return digit;
  throw new OttlError(`strconv.Atoi: parsing ${goQuote(String.fromCharCode(byte))}: invalid syntax`);
}
