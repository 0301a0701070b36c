/** A sentence in which `code` stands in backticks. */
export function RichText({ text }: { readonly text: string }) {
  // Odd pieces stand between a pair of backticks; a last one without a partner is plain text.
  const pieces = text.split('`');
  const closed = pieces.length % 2 === 1;
  return (
    <>
      {pieces.map((piece, index) => {
        if (index % 2 === 0) return piece;
        return closed || index < pieces.length - 1 ? <code key={index}>{piece}</code> : `\`${piece}`;
      })}
    </>
  );
}
