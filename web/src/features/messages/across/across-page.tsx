import { Link } from '@tanstack/react-router'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { LinkFaults } from '../link-faults.tsx'
import { MessagesView } from '../messages-view.tsx'
import type { KeepReading } from '../reading.ts'
import { useMessagesUrl } from '../use-messages-url.ts'
import { TopicPicker } from './topic-picker.tsx'
import { useTopicChoice } from './use-topic-choice.ts'

/** Topics that the head names; the others are in the list's own column and in the choice. */
const NAMED = 5

/** The messages of the topics that the link names, in one list. */
export function AcrossPage({ cluster, keep }: { cluster: string; keep: KeepReading }) {
  const { t } = useText()
  const { url, faults } = useMessagesUrl()
  const choose = useTopicChoice(cluster, null, url)
  const topics = url.topics ?? []
  const title = topics.length === 0 ? t('across.title') : t('across.messagesOf', { count: topics.length })
  useDocumentTitle(title, ...topics.slice(0, 3), cluster)
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
        <nav aria-label={t('topics.title')} className="shrink-0 text-ink-muted">
          <Link
            to="/clusters/$cluster/topics"
            params={{ cluster }}
            className="hover:text-accent hover:underline"
          >
            {t('topics.title')}
          </Link>
          <span aria-hidden="true" className="pl-2 text-ink-faint">
            /
          </span>
        </nav>
        <h1 className="shrink-0 font-semibold text-title">{title}</h1>
        <ul aria-label={t('across.field')} className="flex min-w-0 items-center gap-x-4 overflow-hidden">
          {topics.slice(0, NAMED).map((topic) => (
            <li key={topic} className="flex min-w-24">
              <Link
                to="/clusters/$cluster/topics/$topic/messages"
                params={{ cluster, topic }}
                className="inline-flex min-w-0 text-ink-muted hover:text-accent hover:underline"
              >
                <TopicMark topic={topic} />
              </Link>
            </li>
          ))}
          {topics.length > NAMED && (
            <li data-tip={topics.slice(NAMED).join('\n')} className="shrink-0 text-ink-faint text-meta">
              {t('across.andMore', { count: topics.length - NAMED })}
            </li>
          )}
        </ul>
      </header>
      <div className="min-h-0 flex-1">
        {topics.length > 0 ? (
          <MessagesView cluster={cluster} topic={null} keep={keep} />
        ) : (
          <>
            <LinkFaults faults={faults} />
            <section
              aria-label={t('across.field')}
              className="mx-auto mt-10 flex w-[32rem] max-w-full flex-col gap-3 px-3"
            >
              <p className="text-ink-muted">{t('across.chooseWhy')}</p>
              <div className="overflow-hidden rounded-lg border border-hairline bg-surface-raised p-3">
                <TopicPicker cluster={cluster} chosen={[]} onChoose={choose} />
              </div>
            </section>
          </>
        )}
      </div>
    </div>
  )
}
