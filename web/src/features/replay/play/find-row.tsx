import { DEFAULT_FIND } from '@sluice/shared/messages-find'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import { FunctionSquare, Search } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useSearchKey } from '#lib/use-search-key.ts'
import { Check } from '#ui/check.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import { TextField } from '#ui/text-field.tsx'
import { LANE_KINDS, type PlayUrl } from './play-link.ts'
import type { PlayParts } from './play-parts.ts'
import type { ChangePlayUrl } from './use-play-url.ts'

interface FindRowProps {
  cluster: string
  url: PlayUrl
  parts: PlayParts
  searching: boolean
  onJump: ((by: 1 | -1) => void) | null
  onChange: ChangePlayUrl
}

/** How lanes are made, and what is looked for: marked in them, or the only thing that is played. */
export function FindRow({ cluster, url, parts, searching, onJump, onChange }: FindRowProps) {
  const { t } = useText()
  const { query, lanes, only } = url
  const [writing, setWriting] = useState(query.cel !== null)
  const looks = query.find !== null || query.cel !== null
  const use = (part: Partial<MessagesQuery>) => onChange({ query: { ...query, ...part } })
  const { ExpressionRow } = parts
  return (
    <div className="flex shrink-0 flex-col gap-1 border-hairline border-b px-3 py-1">
      <div className="flex items-center gap-2">
        <ModeSwitch
          label={t('play.lanes')}
          value={lanes}
          options={LANE_KINDS.map((kind) => ({ value: kind, label: t(LANE_WORDS[kind]) }))}
          onChange={(kind) => onChange({ lanes: kind }, { replace: true })}
        />
        <span className="ml-auto" />
        <span role="status" className="text-ink-muted text-meta">
          {searching && t('play.searching')}
        </span>
        <FindField
          key={query.find?.text ?? ''}
          text={query.find?.text ?? ''}
          onJump={onJump}
          onUse={(text) => use({ find: text === '' ? null : { ...DEFAULT_FIND, ...query.find, text } })}
        />
        <IconButton
          label={t('cel.label')}
          aria-pressed={writing}
          className="aria-pressed:bg-accent-soft aria-pressed:text-accent"
          icon={<FunctionSquare aria-hidden="true" className="size-4" />}
          onClick={() => setWriting(!writing)}
        />
        <Check
          on={only}
          onChange={(on) => onChange({ only: on }, { replace: true })}
          className={looks ? '' : 'text-ink-muted'}
        >
          <span data-tip={t('play.onlyTip')}>{t('play.only')}</span>
        </Check>
      </div>
      {writing && (
        <ExpressionRow
          cluster={cluster}
          query={query}
          onUse={(cel) => use({ cel })}
          onClose={() => {
            setWriting(false)
            if (query.cel !== null) use({ cel: null })
          }}
        />
      )}
    </div>
  )
}

const LANE_WORDS = {
  topic: 'play.laneTopic',
  partition: 'play.lanePartition',
  key: 'play.laneKey',
} as const

interface FindFieldProps {
  text: string
  onJump: ((by: 1 | -1) => void) | null
  onUse: (text: string) => void
}

/** Text that is used with Enter; with the same text once more, Enter goes to the next match. */
function FindField({ text, onJump, onUse }: FindFieldProps) {
  const { t } = useText()
  const field = useRef<HTMLInputElement>(null)
  const [typed, type] = useState(text)
  useSearchKey(field)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.trim() === text) onJump?.(1)
    else onUse(typed.trim())
  }
  return (
    <form onSubmit={submit}>
      <TextField
        ref={field}
        label={t('play.filter')}
        placeholder={t('play.filterHint')}
        type="search"
        mono
        className="w-64"
        icon={<Search aria-hidden="true" className="size-3.5" />}
        value={typed}
        onChange={(event) => {
          type(event.target.value)
          if (event.target.value === '' && text !== '') onUse('')
        }}
        onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
        trailing={<Kbd keys="/" />}
      />
    </form>
  )
}
