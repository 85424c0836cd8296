/**
 * The languages that a request asks for, the preferred one first (RFC 9110 section 12.5.4): tags as they are written, but
 * for the wildcard and those that are refused with a quality of 0.
 */
export function acceptedLanguages(headers: Pick<Headers, "get">): string[] {
  const ranges = (headers.get("accept-language") ?? "").slice(0, headerCharsMax).split(",");
  return ranges
    .map((range) => {
      const [tag = "", ...parameters] = range.split(";").map((part) => part.trim());
      const quality = parameters.find((parameter) => /^q=/i.test(parameter))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ tag, quality }) => /^[a-z]+(-[a-z0-9]+)*$/i.test(tag) && quality > 0)
    .sort((one, other) => other.quality - one.quality)
    .map(({ tag }) => tag);
}

/** No browser sends more, and nobody is to make us read it. */
const headerCharsMax = 1_000;
