/** Base64 of text, as RFC 4648 section 4 with padding; `btoa` knows no UTF-8. */

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** The base64 form of the text's UTF-8 bytes. */
export function base64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let encoded = "";
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index;
    const group = ((bytes[index] ?? 0) << 16) | ((bytes[index + 1] ?? 0) << 8) | (bytes[index + 2] ?? 0);
    encoded += alphabet.charAt(group >> 18) + alphabet.charAt((group >> 12) & 63);
    encoded += left > 1 ? alphabet.charAt((group >> 6) & 63) : "=";
    encoded += left > 2 ? alphabet.charAt(group & 63) : "=";
  }
  return encoded;
}
