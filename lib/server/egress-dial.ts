/** Opens the connection of a call: to a pinned address, with TLS that nobody can turn down (SECURITY 3, step 7). */
import { connect as connectTcp, type LookupFunction, type Socket } from "node:net";
import { connect as connectTls, type TLSSocket } from "node:tls";
import type { Exchange } from "@/lib/destination/exchange";
import type { EgressTarget, ResolvedAddress } from "./egress-policy";

/**
 * `lookup` is what pins: Node asks it instead of DNS. It is not asked for literals, which were judged as they stand.
 * `tunnel`: a connection through the operator's proxy, to be used instead of one of our own.
 */
export function dial(target: EgressTarget, pinned: readonly ResolvedAddress[], tunnel: Socket | undefined): Socket {
  const lookup: LookupFunction = (_hostname, options, callback) => {
    const [first] = pinned;
    if (options.all) callback(null, [...pinned]);
    else if (first) callback(null, first.address, first.family);
  };
  const common = { host: target.hostname, port: target.port, lookup, autoSelectFamily: true, noDelay: true };
  if (target.url.protocol === "http:") return connectTcp(common);
  return connectTls({
    ...common,
    ...(tunnel && { socket: tunnel }),
    servername: target.isLiteral ? "" : target.hostname,
    ALPNProtocols: ["http/1.1"],
    minVersion: "TLSv1.2",
    // Said aloud, since an environment variable can turn the default off.
    rejectUnauthorized: true,
  });
}

/** Protocol, cipher and whom the certificate names. */
export function describeTls(socket: TLSSocket): Exchange["tls"] {
  const names = socket.getPeerCertificate().subject?.CN;
  const certificateSubject = Array.isArray(names) ? names.join(", ") : (names ?? "");
  return { protocol: socket.getProtocol() ?? "", cipher: socket.getCipher().name, certificateSubject };
}
