import type { Message, MessageHeader } from '@sluice/shared/messages'
import { Fragment } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { Pair } from '#ui/payload/align.ts'
import { previewOf, previewText } from '../row-preview.ts'
import { headerPairs, wholeHeader } from './header-pairs.ts'

/** Headers of both in the order of the log; a header that moved shows as gone and come. */
export function HeaderDifferences({ a, b }: { a: Message; b: Message }) {
  const { t } = useText()
  if (a.headers.length === 0 && b.headers.length === 0) {
    return <p className="p-4 text-ink-muted">{t('compare.noHeaders')}</p>
  }
  return (
    <div className="grid grid-cols-2 gap-x-3 p-3 font-mono text-meta">
      {headerPairs(a.headers, b.headers).map((pair, at) => (
        <Fragment key={at}>
          <Header header={a.headers[pair.a ?? -1]} differs={differ(a, b, pair)} />
          <Header header={b.headers[pair.b ?? -1]} differs={differ(a, b, pair)} />
        </Fragment>
      ))}
    </div>
  )
}

function Header({ header, differs }: { header: MessageHeader | undefined; differs: boolean }) {
  const { t } = useText()
  if (header === undefined) {
    return <p className="border-hairline border-b py-1 text-ink-faint">{t('compare.absent')}</p>
  }
  const value = header.value === null ? t('messages.headerNull') : previewText(previewOf(header.value))
  return (
    <dl className={classNames('min-w-0 border-hairline border-b py-1', differs && 'bg-attention-soft')}>
      <dt className="break-all text-ink-muted">{header.key === '' ? '""' : header.key}</dt>
      <dd className={classNames('break-all', header.value === null && 'text-ink-faint italic')}>{value}</dd>
    </dl>
  )
}

function differ(a: Message, b: Message, pair: Pair): boolean {
  const [left, right] = [a.headers[pair.a ?? -1], b.headers[pair.b ?? -1]]
  return left === undefined || right === undefined || wholeHeader(left) !== wholeHeader(right)
}
