import { Download, Link2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { copyText } from '#lib/copy-text.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { spanWords } from '#lib/span-words.ts'
import { formatIso } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { EXPORT_FORMATS, type ExportFormat, exportTopology, type Taken } from './export-topology.ts'

const WORDS = {
  svg: ['taking.svg', 'taking.svgTip'],
  png: ['taking.png', 'taking.pngTip'],
  mermaid: ['taking.mermaid', 'taking.mermaidTip'],
  graphml: ['taking.graphml', 'taking.graphmlTip'],
  json: ['taking.json', 'taking.jsonTip'],
} as const
const ICON = 'size-3.5 shrink-0 text-ink-muted'

/** The picture as a file that others can open, or as a link. */
export function ExportMenu(taken: Omit<Taken, 'caption'>) {
  const { cluster, graph, scene } = taken
  const { t, language } = useText()
  const zone = useTimeZone()
  const [open, setOpen] = useState(false)
  const [making, setMaking] = useState(false)
  const words = { done: t('taking.copied'), refused: t('taking.refused') }
  const save = async (format: ExportFormat) => {
    setMaking(true)
    const at = formatIso(graph.at, zone)?.replace('T', ' ') ?? ''
    const caption = t('taking.caption', { cluster, at, span: spanWords(graph.window, language) })
    // A large picture takes a moment: first it is said that it is being made.
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    await exportTopology(format, { ...taken, caption }, t)
    setMaking(false)
    setOpen(false)
  }
  const copy = (link: string) => {
    void copyText(link, words)
    setOpen(false)
  }
  return (
    <Popover
      label={t('taking.title')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button
          look="quiet"
          data-tip={t('taking.button')}
          icon={<Download aria-hidden="true" className="size-3.5" />}
        >
          <span className="max-2xl:sr-only">{t('taking.button')}</span>
        </Button>
      }
    >
      <div className="-m-1.5 flex min-w-72 flex-col" aria-busy={making}>
        {EXPORT_FORMATS.map((format) => (
          <Item
            key={format}
            icon={<Download aria-hidden="true" className={ICON} />}
            word={t(WORDS[format][0])}
            tip={t(WORDS[format][1])}
            disabled={making || (scene === null && (format === 'svg' || format === 'png'))}
            onPress={() => void save(format)}
          />
        ))}
        <div className="my-1 border-hairline border-t" />
        <Item
          icon={<Link2 aria-hidden="true" className={ICON} />}
          word={t('taking.link')}
          tip={t('taking.linkTip')}
          onPress={() => copy(window.location.href)}
        />
        <Item
          icon={<Link2 aria-hidden="true" className={ICON} />}
          word={t('taking.moment')}
          tip={t('taking.momentTip')}
          onPress={() => copy(linkToMoment(window.location.href, graph.at))}
        />
        <p role="status" className="px-2 text-ink-muted text-meta">
          {making && t('taking.making')}
        </p>
      </div>
    </Popover>
  )
}

/** The link as it is, but of one time: who opens it sees what is seen here now. */
function linkToMoment(link: string, at: number): string {
  const address = new URL(link)
  address.searchParams.set('at', String(at))
  return address.href
}

interface ItemProps {
  icon: ReactNode
  word: string
  tip: string
  disabled?: boolean
  onPress: () => void
}

function Item({ icon, word, tip, disabled = false, onPress }: ItemProps) {
  return (
    <button
      type="button"
      disabled={disabled}
      onClick={onPress}
      className="flex items-start gap-2 rounded-md px-2 py-1 text-left hover:bg-surface-sunken disabled:opacity-50"
    >
      <span className="mt-1">{icon}</span>
      <span className="min-w-0">
        {word}
        <span className="block text-ink-muted text-meta">{tip}</span>
      </span>
    </button>
  )
}
