/**
 * A file on its way to us, with its progress: what `fetch` can't say yet. The browser reads it from the disk piece by
 * piece, so that its size does not matter.
 */
import type { z } from "zod";
import { AppError } from "@/lib/errors";
import { parsedText, problemOf } from "./api";

interface UploadOptions<Schema extends z.ZodType> {
  file: Blob;
  contentType: string;
  /** What a success must look like. */
  schema: Schema;
  /** Bytes that have been sent so far. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
}

/**
 * Sends a file to `/api/v1` with PUT. Rejects with the `AppError` that the server answered, `unavailable` when no answer
 * came, and an `AbortError` when the signal ended it.
 */
export function uploadFile<Schema extends z.ZodType>(
  path: string,
  { file, contentType, schema, onProgress, signal }: UploadOptions<Schema>,
): Promise<z.output<Schema>> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    request.open("PUT", `/api/v1${path}`);
    request.setRequestHeader("content-type", contentType);
    request.upload.onprogress = ({ loaded }) => onProgress(loaded);
    request.onload = () => {
      if (request.status < 200 || request.status > 299) {
        reject(problemOf(request.status, request.responseText, request.getResponseHeader("retry-after")));
        return;
      }
      const answer = schema.safeParse(parsedText(request.responseText));
      if (answer.success) resolve(answer.data);
      else
        reject(new AppError("unavailable", "The portal gave an answer that this page doesn't understand. Reload it."));
    };
    request.onerror = () => reject(new AppError("unavailable", lost));
    request.onabort = () => reject(new DOMException("The upload was cancelled.", "AbortError"));
    request.onloadend = () => signal.removeEventListener("abort", stop);
    if (signal.aborted) {
      reject(new DOMException("The upload was cancelled.", "AbortError"));
      return;
    }
    signal.addEventListener("abort", stop);
    request.send(file);
  });
}

const lost =
  "The connection broke, or the file changed or moved while it was sent. Nothing was changed. Check both, then try again.";
