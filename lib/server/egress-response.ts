/** Collects an answer within bounds: reads at most 1 MiB, keeps the first part as text (SECURITY 3, limits). */
import type { PartnerResponse, WireHeader } from "@/lib/destination/exchange";

const bodyBytesReadMax = 1024 * 1024;
const bodyBytesKeptDefault = 64 * 1024;

export class ResponseCollector {
  private readonly bodyBytesKept: number;
  private readonly kept: Uint8Array[] = [];
  private keptBytes = 0;
  private readBytes = 0;
  private isWhole = false;
  private head: { status: number; headers: WireHeader[] } | undefined;

  constructor(bodyBytesKept: number = bodyBytesKeptDefault) {
    this.bodyBytesKept = Math.min(bodyBytesKept, bodyBytesReadMax);
  }

  /** The status line has come. */
  get hasStarted(): boolean {
    return this.head !== undefined;
  }

  /** `rawHeaders`: names and values by turns, as they came. */
  start(status: number, rawHeaders: unknown): void {
    const flat = Array.isArray(rawHeaders) ? rawHeaders.map(String) : [];
    const headers: WireHeader[] = [];
    for (let index = 0; index + 1 < flat.length; index += 2) {
      headers.push({ name: flat[index] ?? "", value: flat[index + 1] ?? "" });
    }
    this.head = { status, headers };
  }

  /** False when enough was read: the rest is not worth anybody's memory. */
  add(chunk: Uint8Array): boolean {
    this.readBytes += chunk.byteLength;
    const room = this.bodyBytesKept - this.keptBytes;
    if (room > 0) {
      // A copy, because a small piece would otherwise hold on to the whole buffer it was read into.
      const piece = chunk.slice(0, room);
      this.kept.push(piece);
      this.keptBytes += piece.byteLength;
    }
    return this.readBytes <= bodyBytesReadMax;
  }

  /** The body has ended as the partner meant it to. */
  finish(): void {
    this.isWhole = true;
  }

  response(): PartnerResponse | undefined {
    if (!this.head) return undefined;
    const isTruncated = !this.isWhole || this.readBytes > this.keptBytes;
    return { ...this.head, body: this.text(isTruncated), bodyBytes: this.readBytes, isTruncated };
  }

  private text(isTruncated: boolean): string {
    const encoding = this.head?.headers.find(({ name }) => name.toLowerCase() === "content-encoding")?.value.trim();
    if (encoding && encoding.toLowerCase() !== "identity" && this.readBytes > 0) {
      const size = `${isTruncated && !this.isWhole ? "more than " : ""}${this.readBytes} bytes`;
      return `[${encoding}-compressed body, ${size}: not decompressed, since we ask for an uncompressed answer]`;
    }
    // `stream` leaves out a character that the cut went through. PostgreSQL cannot store NUL.
    const decoded = new TextDecoder("utf-8", { ignoreBOM: true }).decode(Buffer.concat(this.kept), {
      stream: isTruncated,
    });
    return decoded.replaceAll("\0", "�");
  }
}
