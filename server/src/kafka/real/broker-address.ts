export interface BrokerAddress {
  host: string
  port: number
}

const DEFAULT_PORT = 9092

/** Reads `host:port`, `[v6]:port` or a host alone; a port that is not a number throws, as configuration checks it first. */
export function parseAddress(text: string): BrokerAddress {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:]+))(?::(\d{1,5}))?$/.exec(text) ?? []
  const host = bracketed ?? plain
  if (host === undefined) throw new RangeError(`"${text}" is not a broker address: write host:port`)
  return { host, port: port === undefined ? DEFAULT_PORT : Number(port) }
}

export function addressText({ host, port }: BrokerAddress): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}
