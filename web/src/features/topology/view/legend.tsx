import { ChevronDown, ChevronUp } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { healthWord, kindWord } from '../scene/card-text.ts'
import { edgeWidth, WIDTH_EXAMPLES } from '../scene/edge-style.ts'
import { BACK_SIGN, DOTS, HEALTH_SIGNS } from '../scene/node-shape.ts'
import { LineMark } from './line-mark.tsx'

const KINDS = ['topic', 'service', 'group', 'writer'] as const
const HEALTHS = ['ok', 'attention', 'trouble', 'idle', 'unknown'] as const
const INK = {
  ok: 'text-ok',
  attention: 'text-attention',
  trouble: 'text-trouble',
  idle: 'text-unknown',
  unknown: 'text-unknown',
} as const
const LINES = [
  ['solid', 'topology.legendSolid'],
  ['dashed', 'topology.legendDashed'],
  ['dotted', 'topology.legendDotted'],
  ['hatched', 'topology.legendHatched'],
] as const

/** Every sign of the picture, with its word. */
export function Legend() {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const Chevron = open ? ChevronDown : ChevronUp
  return (
    <section
      aria-label={t('topology.legend')}
      className="absolute bottom-2 left-2 z-10 rounded-md border border-hairline bg-surface-raised text-meta shadow-lift"
    >
      {open && (
        <div className="flex max-w-80 flex-col gap-2 p-2.5 pb-1">
          <Row>
            {KINDS.map((kind) => (
              <Item key={kind} word={kindWord(kind, t)}>
                <svg aria-hidden="true" viewBox="-52 -38 104 76" className="h-3.5 w-5 text-ink-muted">
                  <path d={DOTS[kind]} fill="currentColor" opacity={0.6} />
                </svg>
              </Item>
            ))}
          </Row>
          <Row>
            {HEALTHS.map((health) => (
              <Item key={health} word={healthWord(health, t)}>
                <svg aria-hidden="true" viewBox="0 0 10 10" className={`size-2.5 ${INK[health]}`}>
                  <path d={HEALTH_SIGNS[health]} fill="currentColor" />
                </svg>
              </Item>
            ))}
          </Row>
          <Row title={t('topology.legendSure')}>
            {LINES.map(([line, word]) => (
              <Item key={line} word={t(word)}>
                <LineMark line={line} width={line === 'hatched' ? 5 : 2} />
              </Item>
            ))}
            <Item word={t('topology.legendBack')}>
              <svg aria-hidden="true" viewBox="-8 -6 16 12" className="h-3 w-4 text-ink-muted">
                <path
                  d={BACK_SIGN}
                  fill="none"
                  stroke="currentColor"
                  strokeWidth="1.5"
                  transform="translate(-2 0)"
                />
              </svg>
            </Item>
          </Row>
          <Row title={t('topology.legendWidth')}>
            {WIDTH_EXAMPLES.map((rate) => (
              <Item key={rate} word={formatCount(rate)}>
                <LineMark line="solid" width={edgeWidth(rate)} />
              </Item>
            ))}
          </Row>
          <p className="text-ink-muted">{t('topology.legendFlow')}</p>
        </div>
      )}
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex h-7 w-full items-center gap-1.5 rounded-md px-2.5 text-ink-muted hover:text-ink"
      >
        {t('topology.legend')}
        <Chevron aria-hidden="true" className="size-3.5" />
      </button>
    </section>
  )
}

function Row({ title, children }: { title?: string; children: ReactNode }) {
  return (
    <div>
      {title && <h3 className="text-ink-faint">{title}</h3>}
      <ul className="flex flex-wrap gap-x-3 gap-y-0.5">{children}</ul>
    </div>
  )
}

function Item({ word, children }: { word: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5 whitespace-nowrap">
      {children}
      {word}
    </li>
  )
}
