import { classNames } from '#lib/class-names.ts'
import type { ShownKind } from './state-link.ts'

const SIGNS: Readonly<Record<ShownKind, { sign: string; look: string }>> = {
  live: { sign: '●', look: 'text-ok' },
  deleted: { sign: '−', look: 'text-trouble' },
  unknown: { sign: '?', look: 'text-attention' },
  added: { sign: '+', look: 'text-ok' },
  removed: { sign: '−', look: 'text-trouble' },
  changed: { sign: '~', look: 'text-attention' },
  rewritten: { sign: '=', look: 'text-ink-muted' },
  same: { sign: '·', look: 'text-ink-faint' },
}

/** What a key is, as a sign: the word stands beside it, or is its tip. */
export function KindSign({ kind }: { kind: ShownKind }) {
  const { sign, look } = SIGNS[kind]
  return (
    <span aria-hidden="true" className={classNames('w-2.5 text-center font-mono text-meta', look)}>
      {sign}
    </span>
  )
}
