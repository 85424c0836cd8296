/** Next's search parameters: what stands in an address, some of it several times. */
export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The parameters with one text in them each. An empty one was a field that somebody left empty: it is none. */
export async function textParams(searchParams: SearchParams): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const [key, value] of Object.entries(await searchParams)) {
    const text = typeof value === "string" ? value.trim().slice(0, 200) : "";
    if (text) texts[key] = text;
  }
  return texts;
}

/** The number of a page in an address, from 1. */
export function pageNumber(text: string | undefined): number {
  return text && /^[1-9]\d{0,5}$/.test(text) ? Number(text) : 1;
}

/** An address with these parameters; the undefined ones are left out. */
export function addressOf(path: string, params: Record<string, string | number | undefined>): string {
  const entries = Object.entries(params).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]]));
  const query = new URLSearchParams(entries).toString();
  return query ? `${path}?${query}` : path;
}
