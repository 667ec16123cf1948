import { connect, createServer } from 'node:net'

const host = '127.0.0.1'
// Below the range that Linux and macOS hand out to outgoing connections, so that none of those takes it meanwhile.
const lowest = 20_000
const highest = 32_000

function canListen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen({ port, host, exclusive: true }, () => server.close(() => resolve(true)))
  })
}

/** On macOS one may listen on 127.0.0.1 although another program has the same port on all addresses. */
function nobodyAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host, timeout: 500 })
    const answer = (free: boolean) => (): void => {
      socket.destroy()
      resolve(free)
    }
    socket.once('connect', answer(false))
    socket.once('error', answer(true))
    socket.once('timeout', answer(true))
  })
}

export async function isFree(port: number): Promise<boolean> {
  return (await nobodyAnswers(port)) && (await canListen(port))
}

/** `count` different free ports: from `preferred` upwards where it is given, else anywhere; never one of `taken`. */
export async function freePorts(
  count: number,
  preferred: number | null,
  taken: Set<number>,
): Promise<number[]> {
  const found: number[] = []
  const candidate = (attempt: number): number =>
    preferred !== null && attempt < 100
      ? preferred + attempt
      : lowest + Math.floor(Math.random() * (highest - lowest))
  for (let attempt = 0; attempt < 1_000 && found.length < count; attempt += 1) {
    const port = candidate(attempt)
    if (port > 65_535 || taken.has(port) || found.includes(port)) continue
    if (await isFree(port)) found.push(port)
  }
  if (found.length < count) throw new Error(`No ${count} free ports on ${host} among 1000 tried`)
  return found
}
