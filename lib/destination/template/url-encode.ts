/** Percent-encoding of one URL component. */

/**
 * Everything but RFC 3986's unreserved characters as percent-encoded UTF-8, so that the result means the same in a
 * path segment, a query and a form. A lone surrogate has no UTF-8 form and becomes U+FFFD, as `URL` itself does it.
 */
export function urlEncode(text: string): string {
  const wellFormed = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  return encodeURIComponent(wellFormed).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
