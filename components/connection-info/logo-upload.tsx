"use client";

import { type ChangeEvent, useId, useRef, useState } from "react";
import { z } from "zod";
import { Button } from "@/components/ui/button";
import { LogoTile, logoSrc } from "@/components/ui/logo-tile";
import { callApi, messageOf } from "@/lib/client/api";
import { logoLimits } from "@/lib/contract";

const uploaded = z.object({ id: z.string() });

/** Chooses, crops and uploads a logo. A picture that isn't square is cropped to its middle before it is sent. */
export function LogoUpload(props: {
  displayName: string;
  logoId: string | null;
  problem?: string;
  onChange: (logoId: string | null) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  const labelId = useId();
  const [problem, setProblem] = useState("");
  const [note, setNote] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const shown = problem || props.problem;

  async function upload(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    // The same file may be chosen again after it was mended.
    event.target.value = "";
    if (!file) return;
    setProblem("");
    setNote("");
    setIsBusy(true);
    try {
      const { blob, message } = await prepare(file);
      const { id } = await callApi("/logos", { method: "POST", body: blob, schema: uploaded });
      setNote(message);
      props.onChange(id);
    } catch (error) {
      setProblem(error instanceof LogoProblem ? error.message : messageOf(error));
    } finally {
      setIsBusy(false);
    }
  }

  return (
    <div>
      <p id={labelId} className="mb-1.5 font-medium text-ink text-sm">
        Integration logo
      </p>
      <div className="flex flex-wrap items-center gap-4">
        <LogoTile name={props.displayName || "?"} src={logoSrc(props.logoId)} size="xl" />
        <div className="min-w-0 space-y-2">
          <div className="flex flex-wrap gap-2">
            <Button
              id="info-logoId"
              isLoading={isBusy}
              aria-describedby={`${labelId}-help`}
              onClick={() => input.current?.click()}
            >
              {props.logoId ? "Replace logo" : "Upload logo"}
            </Button>
            {props.logoId && (
              <Button variant="ghost" onClick={() => props.onChange(null)}>
                Remove
              </Button>
            )}
          </div>
          <p id={`${labelId}-help`} className="text-faint text-xs">
            PNG, square, 128 to 1024 pixels, at most 512 KB.
          </p>
        </div>
        <input
          ref={input}
          type="file"
          accept="image/png"
          aria-labelledby={labelId}
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => void upload(event)}
        />
      </div>
      <p role="status" className={shown ? "mt-2 text-danger-ink text-xs" : "mt-2 text-muted text-xs empty:hidden"}>
        {shown || note}
      </p>
    </div>
  );
}

class LogoProblem extends Error {}

/** What is square and small enough goes as it is; the rest is cropped and scaled here, in place. */
async function prepare(file: File): Promise<{ blob: Blob; message: string }> {
  if (file.type !== "image/png")
    throw new LogoProblem(`${file.name} is not a PNG. Save the logo as PNG and choose it again.`);
  if (file.size > 8 * 1024 * 1024) throw new LogoProblem(`${file.name} is larger than 8 MB. Choose a smaller picture.`);
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new LogoProblem(`${file.name} could not be read. Save it again in an image editor and choose it anew.`);
  });
  const side = Math.min(bitmap.width, bitmap.height);
  if (side < logoLimits.pixelsMin) {
    throw new LogoProblem(`${file.name} is ${bitmap.width} × ${bitmap.height} pixels. Use at least 128 × 128.`);
  }
  const isFit = bitmap.width === bitmap.height && side <= logoLimits.pixelsMax && file.size <= logoLimits.bytesMax;
  if (isFit) return { blob: file, message: "" };
  const target = Math.min(side, 512);
  const canvas = new OffscreenCanvas(target, target);
  const [left, top] = [(bitmap.width - side) / 2, (bitmap.height - side) / 2];
  canvas.getContext("2d")?.drawImage(bitmap, left, top, side, side, 0, 0, target, target);
  const blob = await canvas.convertToBlob({ type: "image/png" });
  return { blob, message: `Cropped to the middle and scaled to ${target} × ${target} pixels.` };
}
