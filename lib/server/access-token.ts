/** Access tokens of partners, asked for when a call needs one and kept in memory until they expire. */
import "server-only";
import { createHash } from "node:crypto";
import type { OAuth2 } from "@/lib/destination/definition";
import type { Outcome } from "@/lib/destination/error-catalog";
import type { Exchange, PartnerRequest } from "@/lib/destination/exchange";
import { type AccessToken, readTokenAnswer } from "@/lib/destination/oauth2";

export interface TokenEffects {
  /** The call through the egress guard. */
  send: (request: PartnerRequest) => Promise<Exchange>;
  now: () => Date;
  /** The person waits no longer; another one who waits for the same token asks again. */
  signal?: AbortSignal | undefined;
}

export interface TokenQuestion {
  /** Tokens of different destinations are never shared. */
  destinationId: string;
  request: PartnerRequest;
  oauth2: OAuth2;
}

/** `exchange` and `outcome` are those of the call that was made; without them the token was known already. */
export type ObtainedToken =
  | { ok: true; token: string; exchange?: Exchange; outcome?: Outcome }
  | { ok: false; exchange: Exchange; outcome: Outcome };

interface Kept {
  token: string;
  /** Milliseconds since 1970. */
  goodUntil: number;
}

interface Asked {
  exchange: Exchange;
  outcome: Outcome;
  token?: AccessToken | undefined;
}

/** A partner that doesn't say how long its token is good gets asked again this soon. */
const lifetimeDefaultMs = 5 * 60_000;
const lifetimeMaxMs = 24 * 60 * 60_000;
const marginMaxMs = 60_000;

/**
 * Remembers tokens by the destination and by everything in the token request, the credentials above all; of that only a
 * hash is kept. At most `sizeMax` of them: the one that was used longest ago goes first. Several calls that need the
 * same token at once wait for one request.
 */
export class AccessTokens {
  private readonly kept = new Map<string, Kept>();
  private readonly asking = new Map<string, Promise<Asked>>();

  constructor(private readonly sizeMax = 1_000) {}

  /** A token that is good for a while yet, known already or asked for now. */
  async obtain(question: TokenQuestion, effects: TokenEffects): Promise<ObtainedToken> {
    const key = keyOf(question);
    const known = this.find(key, effects.now().getTime());
    if (known !== undefined) return { ok: true, token: known };
    const under = this.asking.get(key);
    if (under) {
      const others = await under.catch(() => undefined);
      // Whoever asked went away, or was not allowed to ask: that is no answer to anybody else.
      const isAnswer = others && (others.exchange.failure?.kind !== "cancelled" || effects.signal?.aborted);
      return isAnswer ? resultOf(others) : this.obtain(question, effects);
    }
    const request = this.request(key, question, effects).finally(() => this.asking.delete(key));
    this.asking.set(key, request);
    return resultOf(await request);
  }

  /** Forgets a token that a partner refused; a newer one that somebody obtained in the meantime stays. */
  forget(question: TokenQuestion, token: string): void {
    const key = keyOf(question);
    if (this.kept.get(key)?.token === token) this.kept.delete(key);
  }

  private find(key: string, now: number): string | undefined {
    const known = this.kept.get(key);
    if (!known) return undefined;
    this.kept.delete(key);
    if (known.goodUntil <= now) return undefined;
    // Behind all others: this one was used just now.
    this.kept.set(key, known);
    return known.token;
  }

  private async request(key: string, { request, oauth2 }: TokenQuestion, effects: TokenEffects): Promise<Asked> {
    const startedAt = effects.now().getTime();
    const exchange = await effects.send(request);
    const { outcome, token } = readTokenAnswer(exchange, oauth2);
    if (token) this.keep(key, { token: token.value, goodUntil: startedAt + lifetimeOf(token) });
    return { exchange, outcome, token };
  }

  private keep(key: string, kept: Kept): void {
    this.kept.delete(key);
    this.kept.set(key, kept);
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= this.sizeMax) break;
      this.kept.delete(oldest);
    }
  }
}

function resultOf({ exchange, outcome, token }: Asked): ObtainedToken {
  return token ? { ok: true, token: token.value, exchange, outcome } : { ok: false, exchange, outcome };
}

/** How long a token may be used: until shortly before it expires, so that it doesn't on its way to the partner. */
function lifetimeOf({ expiresInSeconds }: AccessToken): number {
  const lifetime =
    expiresInSeconds === undefined ? lifetimeDefaultMs : Math.min(expiresInSeconds * 1_000, lifetimeMaxMs);
  return lifetime - Math.min(marginMaxMs, lifetime / 5);
}

function keyOf({ destinationId, request }: TokenQuestion): string {
  return createHash("sha256")
    .update(JSON.stringify([destinationId, request]))
    .digest("hex");
}

/** The tokens of this process. */
export const accessTokens = new AccessTokens();
