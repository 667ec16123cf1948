import '#lib/i18n/redrive-words.ts'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Letters } from './letters.tsx'
import { PickTopic } from './pick-topic.tsx'
import type { RedriveUrl } from './redrive-url.ts'

interface RedrivePageProps {
  cluster: string
  url: RedriveUrl
  onUrl: (part: Partial<RedriveUrl>) => void
}

/** Dead letters: seen by what went wrong, chosen, mended, and sent back by a plan. */
export function RedrivePage({ cluster, url, onUrl }: RedrivePageProps) {
  const { t } = useText()
  useDocumentTitle(t('redrive.title'), ...(url.topic === '' ? [] : [url.topic]), cluster)
  if (url.topic === '')
    return (
      <div className="flex h-full flex-col">
        <header className="flex h-9 shrink-0 items-center border-hairline border-b px-3">
          <h1 className="font-semibold text-title">{t('redrive.title')}</h1>
        </header>
        <PickTopic cluster={cluster} onPick={(topic) => onUrl({ topic })} />
      </div>
    )
  return <Letters key={url.topic} cluster={cluster} url={url} onUrl={onUrl} />
}
