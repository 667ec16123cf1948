/** Parts of a business and the things each has to do with: what services and streams are named after. */
const DOMAINS: Readonly<Record<string, readonly string[]>> = {
  orders: ['order', 'basket', 'return'],
  billing: ['invoice', 'credit-note', 'dunning'],
  payments: ['payment', 'refund', 'chargeback'],
  shipping: ['parcel', 'pickup', 'label'],
  inventory: ['stock', 'reservation', 'count'],
  catalogue: ['product', 'category', 'image'],
  pricing: ['price', 'discount', 'voucher'],
  customers: ['customer', 'address', 'consent'],
  accounts: ['account', 'login', 'mandate'],
  fraud: ['alert', 'score', 'case'],
  loyalty: ['card', 'reward', 'tier'],
  marketing: ['campaign', 'segment', 'mailing'],
  search: ['query', 'index', 'ranking'],
  support: ['ticket', 'call', 'complaint'],
  suppliers: ['supplier', 'contract', 'delivery'],
  purchasing: ['requisition', 'tender', 'purchase'],
  warehouse: ['pallet', 'bin', 'pick-list'],
  fleet: ['vehicle', 'route', 'driver'],
  stores: ['store', 'till', 'shift'],
  workforce: ['employee', 'roster', 'absence'],
  ledger: ['posting', 'period', 'balance'],
  tax: ['declaration', 'rate', 'exemption'],
  insurance: ['policy', 'claim', 'assessment'],
  lending: ['loan', 'instalment', 'collateral'],
  telemetry: ['device', 'reading', 'outage'],
  partners: ['partner', 'commission', 'settlement'],
}

const HAPPENED = [
  'created',
  'updated',
  'confirmed',
  'rejected',
  'cancelled',
  'completed',
  'expired',
  'assigned',
  'flagged',
  'archived',
]

const ROLES = [
  'intake',
  'validation',
  'enrichment',
  'routing',
  'allocation',
  'scoring',
  'fulfilment',
  'notification',
  'reconciliation',
  'reporting',
  'audit',
  'archive',
]

const REGIONS = ['', '.eu', '.us', '.apac', '.latam', '.mea', '.uk', '.nordics']

export interface ServiceName {
  domain: string
  role: string
}

/** A service's part of the business and what it does there: neighbours by number are of the same part. */
export function nameServices(count: number): ServiceName[] {
  const all = Object.keys(DOMAINS)
  const domains = all.slice(0, Math.min(all.length, Math.max(2, Math.round(count / 8))))
  const each = Math.ceil(count / domains.length)
  return Array.from({ length: count }, (_, at) => {
    const within = at % each
    const again = Math.floor(within / ROLES.length)
    const role = ROLES[within % ROLES.length] ?? 'intake'
    return { domain: domains[Math.floor(at / each)] ?? 'orders', role: again ? `${role}-${again + 1}` : role }
  })
}

/** Names of streams, one after the other for each part of the business: a thing and what happened to it. */
export class StreamNames {
  readonly #given = new Map<string, number>()

  next(domain: string): string {
    const things = DOMAINS[domain] ?? ['thing']
    const count = this.#given.get(domain) ?? 0
    this.#given.set(domain, count + 1)
    const thing = things[count % things.length]
    const happened = HAPPENED[Math.floor(count / things.length) % HAPPENED.length]
    const turn = Math.floor(count / (things.length * HAPPENED.length))
    const region = REGIONS[turn] ?? `.site-${turn}`
    return `${domain}.${thing}-${happened}${region}`
  }
}
