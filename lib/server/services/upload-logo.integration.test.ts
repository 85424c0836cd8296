import sharp from "sharp";
import { expect, test } from "vitest";
import { db } from "@/lib/server/db";
import { anActor } from "@/lib/testing/factories";
import { uploadLogo } from "./upload-logo";

function png(width: number, height: number) {
  return sharp({ create: { width, height, channels: 4, background: "#0b6a73" } })
    .png()
    .toBuffer();
}

test("a logo is decoded and encoded anew: what hides behind its pixels is gone", async () => {
  const picture = await png(256, 256);
  const withPayload = Buffer.concat([picture, Buffer.from("<script>alert(1)</script>")]);

  const { id, pixels } = await uploadLogo(await anActor(), withPayload);

  expect(pixels).toBe(256);
  const logo = await db.logo.findUniqueOrThrow({ where: { id } });
  expect(Buffer.from(logo.png).includes("script")).toBe(false);
  expect((await sharp(logo.png).metadata()).format).toBe("png");
});

test.each([
  [
    "a JPEG",
    () =>
      sharp({ create: { width: 256, height: 256, channels: 3, background: "#fff" } })
        .jpeg()
        .toBuffer(),
    /not a PNG/,
  ],
  ["an SVG", async () => Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"), /not a PNG/],
  ["a damaged PNG", async () => (await png(256, 256)).subarray(0, 60), /damaged/],
  ["one that isn't square", () => png(300, 200), /300 × 200/],
  ["one that is too small", () => png(64, 64), /between 128 and 1024/],
  ["one that is too large", () => png(1100, 1100), /between 128 and 1024/],
  ["an empty file", async () => Buffer.alloc(0), /not a PNG/],
])("%s is refused with what to do", async (_name, make, message) => {
  const upload = uploadLogo(await anActor(), await make());

  await expect(upload).rejects.toMatchObject({ code: "invalid_input", message: expect.stringMatching(message) });
});

test("a picture that would unfold to a huge bitmap is refused by its size, not decoded", async () => {
  const upload = uploadLogo(await anActor(), await png(6_000, 6_000));

  await expect(upload).rejects.toMatchObject({ code: "invalid_input" });
});
