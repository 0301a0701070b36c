import ts from 'typescript';
import type { SignatureHelp } from './answers.ts';
import { documentationOf } from './documentation.ts';

/** The overloads of a call being written, and which parameter the caret is in. */
export function signatureHelp({
  items,
  selectedItemIndex,
  argumentIndex,
}: ts.SignatureHelpItems): SignatureHelp {
  const words = (parts: readonly ts.SymbolDisplayPart[]): string => ts.displayPartsToString([...parts]);
  return {
    signatures: items.map((item) => ({
      prefix: words(item.prefixDisplayParts),
      separator: words(item.separatorDisplayParts),
      suffix: words(item.suffixDisplayParts),
      documentation: words(item.documentation).trim(),
      parameters: item.parameters.map(({ displayParts, documentation }) => ({
        label: words(displayParts),
        documentation: documentationOf(documentation, undefined),
      })),
    })),
    active: selectedItemIndex,
    activeParameter: argumentIndex,
  };
}
