import { useEffect, useState } from 'react'

/**
 * A text that is shown as typed and committed once the typing pauses. Typing on while a commit is under way loses
 * nothing; a change from elsewhere (the back button, a link) wins over what was not committed yet.
 */
export function useDebouncedText(
  committed: string,
  commit: (text: string) => void,
  delayMs: number,
): [shown: string, type: (text: string) => void] {
  const [draft, type] = useState<string | null>(null)
  const [sent, setSent] = useState<string | null>(null)
  const [seen, setSeen] = useState(committed)
  if (seen !== committed) {
    setSeen(committed)
    if (committed !== sent) {
      type(null)
      setSent(null)
    }
  }

  const due = draft !== committed && draft !== sent ? draft : null
  useEffect(() => {
    if (due === null) return
    const timer = setTimeout(() => {
      setSent(due)
      commit(due)
    }, delayMs)
    return () => clearTimeout(timer)
  }, [due, commit, delayMs])

  return [draft ?? committed, type]
}
