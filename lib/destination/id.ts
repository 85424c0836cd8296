const alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

/** A short random name for a part of a document. Not a secret; unique enough within one document. */
export function newId(random: () => number = Math.random): string {
  let text = "";
  for (let index = 0; index < 10; index += 1) text += alphabet[Math.floor(random() * alphabet.length)];
  return text;
}
