import sharp from "sharp";

/** A square PNG, as a partner uploads one; `side` in pixels. */
export async function drawLogo(side: number): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#0b6a73"/><path d="M5 1 7 9H3Z" fill="#fff"/></svg>`;
  return sharp(Buffer.from(svg), { density: 600 }).resize(side, side).png().toBuffer();
}
