import type { MessagesQuery } from '@sluice/shared/messages-link'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { FindBox } from '../find-box.tsx'
import type { Toolbar } from '../use-toolbar.ts'
import { AlsoMark } from './also-mark.tsx'
import { KeyBox } from './key-box.tsx'
import { wordKey } from './key-words.ts'

type Kind = 'text' | 'key'

interface SearchBoxProps {
  query: MessagesQuery
  toolbar: Toolbar
  running: boolean
  onQuery: (part: Partial<MessagesQuery>) => void
}

/** What is looked for: a text or a key. Where it is both, the one that is not in the box stands in it as a mark. */
export function SearchBox({ query, toolbar, running, onQuery }: SearchBoxProps) {
  const { t } = useText()
  const { find, key } = query
  const [kind, choose] = useKind(query)
  const onKind = (next: Kind) => {
    choose(next)
    toolbar.retype(next)
  }
  const box = { running, onApply: () => (toolbar.pending || !running) && toolbar.apply() }
  return (
    <>
      <SelectField
        label={t('lookup.kind')}
        value={kind}
        options={[
          { value: 'text', label: t('lookup.kindText') },
          { value: 'key', label: t('lookup.kindKey') },
        ]}
        onChange={onKind}
      />
      {kind === 'text' ? (
        <FindBox
          {...box}
          find={toolbar.find}
          also={
            key && (
              <AlsoMark dropLabel={t('lookup.dropKey')} onDrop={() => onQuery({ key: null })}>
                {t('lookup.alsoKey', { text: wordKey(key, t) })}
              </AlsoMark>
            )
          }
          onType={toolbar.type}
          onChoose={toolbar.chooseFind}
        />
      ) : (
        <KeyBox
          {...box}
          typed={toolbar.key.typed}
          faulty={toolbar.key.faulty}
          also={
            find && (
              <AlsoMark dropLabel={t('lookup.dropText')} onDrop={() => onQuery({ find: null })}>
                {t('lookup.alsoText', { text: find.text })}
              </AlsoMark>
            )
          }
          onType={toolbar.key.type}
          onChoose={toolbar.key.choose}
        />
      )}
    </>
  )
}

/** Chosen here, until the link comes to look for one of the two only. */
function useKind({ find, key }: MessagesQuery): [Kind, (kind: Kind) => void] {
  const sought = `${find !== null} ${key !== null}`
  const only = find === null ? (key === null ? null : 'key') : key === null ? 'text' : null
  const [held, setHeld] = useState<{ sought: string; kind: Kind }>({ sought, kind: only ?? 'text' })
  const kind = held.sought === sought ? held.kind : (only ?? held.kind)
  return [kind, (next) => setHeld({ sought, kind: next })]
}
