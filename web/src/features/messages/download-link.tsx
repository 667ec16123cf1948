import type { Message } from '@sluice/shared/messages'
import type { RecordPart } from '@sluice/shared/messages-detail'
import { paths } from '@sluice/shared/paths'
import { Download } from 'lucide-react'
import type { ReactNode } from 'react'

interface DownloadLinkProps {
  cluster: string
  message: Pick<Message, 'topic' | 'partition' | 'offset'>
  part: RecordPart
  className?: string
  children: ReactNode
}

/** Saves the exact bytes of a key or value; the server names the file. */
export function DownloadLink({ cluster, message, part, className = '', children }: DownloadLinkProps) {
  const { topic, partition, offset } = message
  return (
    <a
      href={paths.messagePart(cluster, topic, partition, offset, part)}
      download
      className={`inline-flex h-7 items-center gap-1.5 whitespace-nowrap rounded-md ${className}`}
    >
      <Download aria-hidden="true" className="size-3.5" />
      {children}
    </a>
  )
}
