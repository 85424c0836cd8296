import "server-only";
import sharp from "sharp";
import { logoLimits } from "@/lib/contract";
import { AppError } from "@/lib/errors";
import type { Actor } from "@/lib/policy";
import { db } from "@/lib/server/db";
import { rateLimited } from "@/lib/server/rate-limits";
import * as auditLog from "@/lib/server/repositories/audit-log";
import { consume } from "@/lib/server/repositories/rate-limits";

/** Each is decoded and kept for good. */
const perOrganization = { windowSeconds: 3_600, max: 30 };

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/**
 * Keeps a logo: a square PNG of 128 to 1024 pixels and at most 512 KB (SPEC 4).
 * It is decoded and encoded anew, so that nothing but pixels survives the upload.
 */
export async function uploadLogo(actor: Actor, bytes: Uint8Array) {
  const { isAllowed, retryAfterSeconds } = await consume(db, `logo:${actor.organizationId}`, perOrganization);
  if (!isAllowed) {
    throw rateLimited(`Your organization has uploaded ${perOrganization.max} logos within an hour.`, retryAfterSeconds);
  }
  const { png, pixels } = await reencode(Buffer.from(bytes));
  return db.$transaction(async (tx) => {
    const logo = await tx.logo.create({
      data: { organizationId: actor.organizationId, png: new Uint8Array(png), pixels },
      select: { id: true, pixels: true },
    });
    await auditLog.record(tx, actor, "logo.uploaded", logo.id, { pixels });
    return logo;
  });
}

function refuse(message: string): AppError {
  return new AppError("invalid_input", message, { issues: [{ path: "logo", message }] });
}

async function reencode(bytes: Buffer): Promise<{ png: Buffer; pixels: number }> {
  if (bytes.length > logoLimits.bytesMax) {
    throw refuse(`This file is ${Math.ceil(bytes.length / 1024)} KB. Upload a PNG of at most 512 KB.`);
  }
  if (!bytes.subarray(0, 8).equals(pngSignature)) throw refuse("This file is not a PNG. Upload the logo as a PNG.");
  const size = await readSize(bytes);
  if (size.width !== size.height) {
    throw refuse(`The logo is ${size.width} × ${size.height} pixels. Crop it to a square.`);
  }
  if (size.width < logoLimits.pixelsMin || size.width > logoLimits.pixelsMax) {
    throw refuse(`The logo is ${size.width} pixels wide. Use between 128 and 1024 pixels.`);
  }
  try {
    const png = await sharp(bytes, { limitInputPixels: logoLimits.pixelsMax ** 2 })
      .png({ compressionLevel: 9 })
      .toBuffer();
    return { png, pixels: size.width };
  } catch {
    throw refuse("This PNG is damaged and could not be read. Save it again in an image editor and upload it anew.");
  }
}

async function readSize(bytes: Buffer): Promise<{ width: number; height: number }> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: 64_000_000 }).metadata();
    return { width, height };
  } catch {
    throw refuse("This PNG is damaged and could not be read. Save it again in an image editor and upload it anew.");
  }
}
