import sharp from "sharp";

/** A plain logo for the demo: the first letter on a colour, 256 × 256 pixels. */
export async function drawLogo(displayName: string, color: string): Promise<Uint8Array<ArrayBuffer>> {
  const letter = displayName.charAt(0).toUpperCase();
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 256 256" width="256" height="256">
    <rect width="256" height="256" rx="48" fill="${color}"/>
    <path d="M0 196 C64 172 104 220 160 196 S232 178 256 190 V256 H0 Z" fill="#ffffff" opacity="0.16"/>
    <text x="128" y="168" font-family="sans-serif" font-weight="700" font-size="128" fill="#ffffff" text-anchor="middle">${letter}</text>
  </svg>`;
  return new Uint8Array(await sharp(Buffer.from(svg)).png().toBuffer());
}
