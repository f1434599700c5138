// Where the socket of an installation is.

/** Beside its public address. */
export function socketAddress(address: string): string {
  const url = new URL(address);
  url.protocol = url.protocol.replace("http", "ws");
  const path = url.pathname.replace(/\/+$/, "");
  url.pathname = path.endsWith("/graphql") ? path : `${path}/graphql`;
  url.search = url.hash = "";
  return url.href;
}
