import type { Random } from '../../random.ts'

/** Who reads from whom, by number: for each service, those whose streams it reads. */
export type Upstream = number[][]

type Draw = (count: number, random: Random, domainOf: (service: number) => string) => Upstream

function each(count: number, of: (service: number) => number[]): Upstream {
  return Array.from({ length: count }, (_, service) =>
    [...new Set(of(service))].filter((at) => at !== service),
  )
}

function below(random: Random, end: number): number {
  return Math.floor(random.next() * end)
}

/** Every part of the business a small tree, and about a quarter of its services also read another part's streams. */
const domains: Draw = (count, random, domainOf) => {
  const begins = new Map<string, number>()
  return each(count, (service) => {
    const domain = domainOf(service)
    const begin = begins.get(domain) ?? service
    begins.set(domain, begin)
    const within = service - begin
    const own = within === 0 ? [] : [begin + Math.floor((within - 1) / 2)]
    const abroad = service > 0 && random.chance(within === 0 ? 0.6 : 0.25) ? [below(random, count)] : []
    return [...own, ...abroad]
  })
}

/** Everybody reads from one to three others that come before, and one in ten also from one that comes after: cycles. */
const mesh: Draw = (count, random) =>
  each(count, (service) => {
    if (service === 0) return []
    const before = Array.from({ length: 1 + below(random, 3) }, () => below(random, service))
    return random.chance(0.1) ? [...before, below(random, count)] : before
  })

/** A few services that many read from and that read from some of these. */
const hub: Draw = (count, random) => {
  const hubs = Math.max(1, Math.round(count / 40))
  return each(count, (service) => {
    if (service >= hubs) return random.chance(0.2) ? [] : [service % hubs]
    return Array.from({ length: 6 }, () => hubs + below(random, count - hubs)).filter((at) => at < count)
  })
}

export const SHAPES = {
  domains,
  chain: (count) => each(count, (service) => (service === 0 ? [] : [service - 1])),
  tree: (count) => each(count, (service) => (service === 0 ? [] : [Math.floor((service - 1) / 3)])),
  mesh,
  hub,
} as const satisfies Record<string, Draw>

export type Shape = keyof typeof SHAPES

export function isShape(name: string): name is Shape {
  return Object.hasOwn(SHAPES, name)
}
