/** One trade as the venue reports it. */
export interface Tick {
  symbol: string
  price: number
  size: number
  side: 'buy' | 'sell'
  /** Rises with every trade, also within one millisecond. */
  tradeId: number
  /** When it was made, in epoch milliseconds: the record's CreateTime too. */
  at: number
}

export function encodeTick({ at, ...tick }: Tick): string {
  return JSON.stringify({ ...tick, time: new Date(at).toISOString() })
}

/** Null for what is no tick: anybody may write to a topic. */
export function decodeTick(value: Buffer | null): Tick | null {
  const said = parse(value)
  if (typeof said !== 'object' || said === null) return null
  const { symbol, price, size, side, tradeId, time } = said as Record<string, unknown>
  if (typeof symbol !== 'string' || typeof time !== 'string') return null
  if (typeof price !== 'number' || typeof size !== 'number' || typeof tradeId !== 'number') return null
  if (side !== 'buy' && side !== 'sell') return null
  const at = Date.parse(time)
  return Number.isNaN(at) ? null : { symbol, price, size, side, tradeId, at }
}

function parse(value: Buffer | null): unknown {
  try {
    return value === null ? null : JSON.parse(value.toString())
  } catch {
    return null
  }
}
